package io.github.standpipe.benchmarks;

import io.github.standpipe.enrich.EnrichmentHandler;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The function, bytes in to bytes out, and the floor under it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HandlerBenchmark {
  @Param({"1", "10", "1000"})
  public int records;

  private byte[] request = new byte[0];
  private EnrichmentHandler transform = Functions.function("order.jslt");
  private EnrichmentHandler lookup = Functions.function("hydrated-order.jslt");

  @Setup
  public void setUp() {
    request = Orders.request(records);
  }

  @Benchmark
  public byte[] floor() throws IOException {
    return Floor.answer(request);
  }

  @Benchmark
  public byte[] transform() throws IOException {
    return Functions.call(transform, request);
  }

  @Benchmark
  public byte[] lookup() throws IOException {
    return Functions.call(lookup, request);
  }
}
