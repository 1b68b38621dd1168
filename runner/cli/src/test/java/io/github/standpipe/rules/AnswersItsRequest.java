package io.github.standpipe.rules;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A function that answers with what it was called with. */
public class AnswersItsRequest implements RequestStreamHandler {
  @Override
  public void handleRequest(InputStream request, OutputStream answer, Context context)
      throws IOException {
    request.transferTo(answer);
  }
}
