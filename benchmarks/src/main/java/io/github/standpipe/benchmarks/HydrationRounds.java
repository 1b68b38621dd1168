package io.github.standpipe.benchmarks;

import io.github.standpipe.enrich.EnrichmentHandler;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What the documents of a batch cost: 1,000 records with 200 customers in a DynamoDB that takes 5
 * ms a call. The time is that of the batch beyond the time of the same batch with its documents in
 * memory, in round trips: the time that a batch of one record takes beyond its own.
 */
final class HydrationRounds {
  private static final int RECORDS = 1000;
  private static final int MILLIS = 5;

  private HydrationRounds() {}

  static void print(PrintStream out, int rounds) throws IOException {
    try (Customers customers = new Customers(MILLIS)) {
      EnrichmentHandler asking =
          new EnrichmentHandler(
              Functions.environment("hydrated-order.jslt", customers.variables()));
      EnrichmentHandler inMemory = Functions.function("hydrated-order.jslt");
      byte[] one = Orders.request(1);
      byte[] many = Orders.request(RECORDS);
      List<Double> trips = new ArrayList<>();
      int calls = 0;
      for (int round = -rounds; round < 6 * rounds; round++) {
        double trip = nanos(asking, one) - nanos(inMemory, one);
        customers.calls();
        double hydration = nanos(asking, many) - nanos(inMemory, many);
        calls = customers.calls();
        if (round >= 0) {
          trips.add(hydration / trip);
        }
      }
      out.printf(
          "hydration of %,d records, 200 keys: %d calls, %.2f round trips of %d ms%n",
          RECORDS, calls, Median.of(trips), MILLIS);
    }
  }

  private static double nanos(EnrichmentHandler function, byte[] request) throws IOException {
    long start = System.nanoTime();
    Functions.call(function, request);
    return System.nanoTime() - start;
  }
}
