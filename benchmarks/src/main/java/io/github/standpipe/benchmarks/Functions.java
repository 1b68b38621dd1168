package io.github.standpipe.benchmarks;

import com.amazonaws.services.lambda.runtime.Context;
import io.github.standpipe.enrich.EnrichmentHandler;
import io.github.standpipe.enrich.Environment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The function as Lambda makes it, without its log lines, which it only writes there. */
public final class Functions {
  static final Path LAYER = Path.of(System.getProperty("standpipe.layer", "layer"));

  private static final Context CONTEXT = new ProxyContext();

  private Functions() {}

  public static Environment environment(String transform, Map<String, String> more) {
    Map<String, String> variables = new HashMap<>(more);
    variables.put("TRANSFORM", transform);
    return new Environment(variables, LAYER, Map.of(), InstantSource.system(), UUID::randomUUID);
  }

  static EnrichmentHandler function(String transform) {
    return new EnrichmentHandler(
        environment(transform, Map.of("LOOKUP_CUSTOMERS", "file:lookups/customers.json")));
  }

  static byte[] call(EnrichmentHandler function, byte[] request) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream(1024);
    function.handleRequest(new ByteArrayInputStream(request), answer, CONTEXT);
    return answer.toByteArray();
  }
}
