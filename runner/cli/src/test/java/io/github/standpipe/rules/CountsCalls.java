package io.github.standpipe.rules;

import com.amazonaws.services.lambda.runtime.Context;
import io.github.standpipe.enrich.EnrichmentHandler;
import io.github.standpipe.enrich.Environment;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicInteger;

/** The enrichment function, which counts how often it is called in this process. */
public final class CountsCalls extends EnrichmentHandler {
  public static final AtomicInteger CALLS = new AtomicInteger();

  public CountsCalls() {}

  public CountsCalls(Environment environment) {
    super(environment);
  }

  @Override
  public void handleRequest(InputStream request, OutputStream answer, Context context)
      throws IOException {
    CALLS.incrementAndGet();
    super.handleRequest(request, answer, context);
  }
}
