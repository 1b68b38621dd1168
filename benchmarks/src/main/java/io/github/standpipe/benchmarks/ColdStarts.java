package io.github.standpipe.benchmarks;

import io.github.standpipe.enrich.EnrichmentHandler;
import io.github.standpipe.lambda.LambdaProcess;
import io.github.standpipe.lambda.LambdaProcess.Setting;
import io.github.standpipe.lambda.RuntimeApi;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * From the start of the process to the first answer, under the real runtime interface client, as
 * ratios against a function that does nothing.
 */
final class ColdStarts {
  private static final String BARE = "bare handler";
  private static final long SECONDS = 60;
  private static final Path ZIPS = Path.of("../enrichers/target");

  private final Path target;
  private final byte[] request = Orders.request(10);
  private final Map<String, List<Double>> times = new LinkedHashMap<>();

  private final List<Path> transformZip;
  private final List<Path> dynamoZip;

  private ColdStarts(Path target) throws IOException {
    this.target = target;
    this.transformZip = zip("standpipe-enrichers");
    this.dynamoZip = zip("standpipe-enrichers-dynamodb");
  }

  private List<Path> zip(String name) throws IOException {
    return Unzipped.jars(ZIPS.resolve(name + ".zip"), target.resolve(name));
  }

  static void print(PrintStream out, int rounds, Path target) throws Exception {
    ColdStarts starts = new ColdStarts(target);
    try (Customers customers = new Customers(0)) {
      for (int round = 0; round < rounds; round++) {
        starts.round(customers);
      }
    }
    starts.print(out);
  }

  /** One start of each, in turn, so that a busy moment does not fall on one of them alone. */
  private void round(Customers customers) throws Exception {
    Map<String, String> transform = Map.of("TRANSFORM", layer("order.jslt"));
    Map<String, String> lookup = new HashMap<>(customers.variables());
    lookup.put("TRANSFORM", layer("hydrated-order.jslt"));
    start(BARE, BareHandler.class, List.of(LambdaProcess.home(BareHandler.class)), Map.of());
    start("transform", EnrichmentHandler.class, transformZip, transform);
    start("transform, DynamoDB look-up", EnrichmentHandler.class, dynamoZip, lookup);
  }

  private static String layer(String file) {
    return Functions.LAYER.resolve(file).toAbsolutePath().toString();
  }

  private void start(
      String name, Class<?> handler, List<Path> classPath, Map<String, String> variables)
      throws Exception {
    Path folder = Files.createTempDirectory(target, "start");
    try (RuntimeApi api = new RuntimeApi()) {
      var reply = api.invoke(request);
      long start = System.nanoTime();
      try (LambdaProcess process =
          LambdaProcess.start(api, folder, handler.getName(), new Setting(classPath, variables))) {
        if (reply.get(SECONDS, TimeUnit.SECONDS).failed()) {
          throw new IllegalStateException(name + " failed: " + process.log());
        }
        double millis = (System.nanoTime() - start) / 1e6;
        times.computeIfAbsent(name, n -> new ArrayList<>()).add(millis);
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(name + " did not answer; its log is in " + folder, e);
    }
    Unzipped.remove(folder);
  }

  private void print(PrintStream out) {
    out.printf("%-28s %8s %8s%n", "cold start", "ratio", "ms");
    List<Double> bare = times.getOrDefault(BARE, List.of());
    times.forEach((name, own) -> {
      List<Double> ratios = new ArrayList<>();
      for (int round = 0; round < own.size(); round++) {
        ratios.add(own.get(round) / bare.get(round));
      }
      out.printf("%-28s %8.2f %8.0f%n", name, Median.of(ratios), Median.of(own));
    });
  }
}
