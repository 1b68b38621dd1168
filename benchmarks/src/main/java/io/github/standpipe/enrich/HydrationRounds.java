package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.benchmarks.Customers;
import io.github.standpipe.benchmarks.Functions;
import io.github.standpipe.benchmarks.Median;
import io.github.standpipe.benchmarks.Orders;
import io.github.standpipe.enrich.Figures.Figure;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What the documents of a batch cost: 1,000 records with 200 customers in a DynamoDB that takes 5
 * ms a call. The time is what the function itself reports as its {@code LookupTime}, in round
 * trips: that of a batch of one record. In the function's package, whose figures it reads.
 */
public final class HydrationRounds {
  private static final int RECORDS = 1000;
  private static final int MILLIS = 5;

  private HydrationRounds() {}

  public static void print(PrintStream out, int rounds) throws IOException {
    try (Customers customers = new Customers(MILLIS)) {
      Environment environment = Functions.environment("hydrated-order.jslt", customers.variables());
      Transform transform = Transform.in(environment);
      List<JsonNode> one = events(1);
      List<JsonNode> many = events(RECORDS);
      List<Double> trips = new ArrayList<>();
      List<Double> single = new ArrayList<>();
      int calls = 0;
      for (int round = -rounds; round < rounds; round++) {
        double trip = lookupMillis(transform, environment, one);
        customers.calls();
        double hydration = lookupMillis(transform, environment, many);
        calls = customers.calls();
        if (round >= 0) {
          single.add(trip);
          trips.add(hydration / trip);
        }
      }
      out.printf(
          "hydration of %,d records, 200 keys: %d calls, %.2f round trips of %.1f ms%n",
          RECORDS, calls, Median.of(trips), Median.of(single));
    }
  }

  private static List<JsonNode> events(int records) throws IOException {
    List<JsonNode> events = new ArrayList<>();
    for (JsonNode record : Orders.records(records)) {
      events.add(Json.parse(record.path("body").textValue()));
    }
    return events;
  }

  private static double lookupMillis(
      Transform transform, Environment environment, List<JsonNode> events) {
    Invocation invocation = Invocation.of(environment);
    transform.enrich(Batch.of(events), invocation);
    return invocation.figures().get(Figure.LOOKUP_TIME);
  }
}
