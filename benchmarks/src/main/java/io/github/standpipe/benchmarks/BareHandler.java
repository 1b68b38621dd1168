package io.github.standpipe.benchmarks;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The least that a function can be: it answers what it is asked. */
public final class BareHandler implements RequestStreamHandler {
  @Override
  public void handleRequest(InputStream request, OutputStream answer, Context context)
      throws IOException {
    request.transferTo(answer);
  }
}
