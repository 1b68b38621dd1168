package io.github.standpipe.pipe;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.benchmarks.Orders;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A pipe's filter over a batch; in its package, for only a pipe may ask it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FilterBenchmark {
  @Param("10")
  public int records;

  private List<JsonNode> batch = List.of();
  private final FilterCriteria one = criteria(1);
  private final FilterCriteria five = criteria(5);

  private static FilterCriteria criteria(int patterns) {
    return FilterCriteria.of(
        IntStream.range(0, patterns)
            .mapToObj(place -> FilterPattern.parse(pattern(place), "pattern " + place))
            .toList());
  }

  private static String pattern(int place) {
    return place == 0
        ? "{\"body\": {\"detail-type\": [\"OrderPlaced\"]}}"
        : "{\"body\": {\"detail\": {\"data\": {\"channel\": [\"shop\"], \"shipping\": {\"cost\":"
            + " [{\"numeric\": [\">\", "
            + place
            + "000]}]}}}}}";
  }

  @Setup
  public void setUp() {
    batch = new ArrayList<>();
    Orders.records(records).forEach(batch::add);
  }

  @Benchmark
  public List<Boolean> filterOne() {
    return one.pass(batch, warning -> {});
  }

  @Benchmark
  public List<Boolean> filterFive() {
    return five.pass(batch, warning -> {});
  }
}
