package io.github.standpipe.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import io.github.standpipe.internal.fixture.FixtureLookups;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.internal.shadow.RecordedEvents;
import io.github.standpipe.internal.shadow.ShadowDocuments;
import io.github.standpipe.internal.shadow.ShadowFindings;
import io.github.standpipe.internal.shadow.ShadowRun;
import io.github.standpipe.internal.shadow.ShadowSetup;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Enrichment;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.SourceRecord;
import io.github.standpipe.template.Template;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What {@code standpipe compare} costs, beside the bare function that answers each event twice, in
 * turns, on as many threads: CPU time of the whole process.
 */
public final class ShadowCosts {
  private static final int REQUESTS = 1_000;
  private static final int FEW = 10_000;
  private static final String TEMPLATE =
      """
      Transform: AWS::Serverless-2016-10-31
      Resources:
        From: {Type: AWS::SQS::Queue}
        To:
          Type: AWS::Serverless::StateMachine
          Properties: {Definition: {StartAt: A, States: {A: {Type: Pass, End: true}}}}
        Layer: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: .}}
        Rich:
          Type: AWS::Serverless::Function
          Properties:
            Runtime: java21
            Handler: io.github.standpipe.enrich.EnrichmentHandler
            Layers: [!Ref Layer]
            Environment: {Variables: {TRANSFORM: order.jslt}}
        P:
          Type: AWS::Pipes::Pipe
          Properties:
            RoleArn: arn:aws:iam::123456789012:role/pipe
            Source: !GetAtt From.Arn
            SourceParameters:
              FilterCriteria:
                Filters:
                  - Pattern: '{"body": {"source": ["shop.orders"], "detail-type": ["OrderPlaced"]}}'
            Enrichment: !GetAtt Rich.Arn
            Target: !Ref To
            TargetParameters:
              StepFunctionStateMachineParameters: {InvocationType: FIRE_AND_FORGET}
      """;

  private final PrintStream out;
  private final int rounds;
  private final int threads;
  private final Path folder;
  private final Project was;
  private final Project is;

  private ShadowCosts(PrintStream out, int rounds, int threads) throws IOException {
    this.out = out;
    this.rounds = rounds;
    this.threads = threads;
    this.folder = Files.createTempDirectory("standpipe-shadow");
    String transform = Files.readString(Functions.LAYER.resolve("order.jslt"));
    this.was = project("was", transform);
    this.is = project("is", transform.replace("> 4", "> 1"));
  }

  private Project project(String name, String transform) throws IOException {
    return project(name, transform, TEMPLATE);
  }

  private Project project(String name, String transform, String text) throws IOException {
    Path own = Files.createDirectory(folder.resolve(name));
    Files.writeString(own.resolve("order.jslt"), transform);
    Path template = Files.writeString(own.resolve("template.yaml"), text);
    return new Project(Template.read(template, Map.of()), own.resolve("fixtures"));
  }

  /** {@code EVENTS ROUNDS THREADS}, in a process with a heap of its own. */
  public static void main(String[] args) throws Exception {
    new ShadowCosts(System.out, Integer.parseInt(args[1]), Integer.parseInt(args[2]))
        .print(Integer.parseInt(args[0]));
  }

  /** Measures in a process with a heap of 256 MB. */
  static void print(PrintStream out, int events, int rounds) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Dstandpipe.layer=" + Functions.LAYER,
                "-cp",
                System.getProperty("java.class.path"),
                ShadowCosts.class.getName(),
                String.valueOf(events),
                String.valueOf(rounds),
                "2")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    process.getInputStream().transferTo(out);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("the comparison ended with " + process.exitValue());
    }
  }

  /**
   * A change for which two equal answers are not enough.
   *
   * @param was what both templates have in place of a text
   * @param is what the present one has instead
   */
  private record Slow(String name, String text, String was, String is, boolean runs, int batch) {
    private static final String TARGET = "TargetParameters:\n";
    private static final String INPUT =
        TARGET + "        InputTemplate: '{\"id\": <$.orderId>, \"%s\": <$.total>}'\n";

    static List<Slow> all() {
      return List.of(
          new Slow("changed filter", "OrderPlaced", "OrderPlaced", "OrderPlaced\", \"X", false, 1),
          new Slow(
              "changed target template",
              TARGET,
              INPUT.formatted("total"),
              INPUT.formatted("sum"),
              false,
              1),
          new Slow(
              "changed machine",
              "{Type: Pass, End",
              "{Type: Pass, End",
              "{Type: Pass, Parameters: {x.$: $}, End",
              true,
              1),
          new Slow("batches of 10", TARGET, TARGET, TARGET, false, 10));
    }
  }

  private void printSlow(int events) throws Exception {
    Path file = write("slow.jsonl", events);
    String transform = Files.readString(folder.resolve("was/order.jslt"));
    for (Slow one : Slow.all()) {
      String name = one.name().replace(' ', '-');
      Project earlier = project(name + "-was", transform, TEMPLATE.replace(one.text(), one.was()));
      Project later =
          project(
              name + "-is",
              transform.replace("> 4", "> 1"),
              TEMPLATE.replace(one.text(), one.is()));
      ShadowSetup setup =
          new ShadowSetup(
              earlier,
              later,
              "P",
              documents(),
              one.runs() ? List.of(folder) : List.of(),
              one.batch());
      compare(file, setup);
      List<Double> ratios = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        double bare = cpu(() -> bare(events));
        ratios.add(bare / cpu(() -> compare(file, setup)));
      }
      out.println(one.name() + ", the bare function twice = 1: " + Turns.Spread.of(ratios));
    }
  }

  private void print(int events) throws Exception {
    Path all = write("all.jsonl", events);
    Path few = write("few.jsonl", FEW);
    compare(few);
    bare(FEW);
    List<Double> ratios = new ArrayList<>();
    List<Double> growth = new ArrayList<>();
    List<Double> times = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      double bare = cpu(() -> bare(events)) / events;
      long start = System.nanoTime();
      double compared = cpu(() -> compare(all)) / events;
      times.add((System.nanoTime() - start) / 1e9);
      int repeats = Math.max(1, events / FEW / 10);
      double fewer =
          cpu(() -> {
            for (int time = 0; time < repeats; time++) {
              compare(few);
            }
          })
              / FEW
              / repeats;
      ratios.add(bare / compared);
      growth.add(compared / fewer);
      out.printf(
          "%,d events: %.1f microseconds an event, the function twice %.1f, of %,d events %.1f%n",
          events, compared / 1e3, bare / 1e3, FEW, fewer / 1e3);
    }
    out.println("rate, the bare function twice = 1: " + Turns.Spread.of(ratios));
    out.println("an event of " + events + ", of " + FEW + " = 1: " + Turns.Spread.of(growth));
    out.println("seconds: " + Turns.Spread.of(times));
    printSlow(events / 10);
  }

  private Path write(String name, int events) throws IOException {
    Path file = folder.resolve(name);
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      for (int place = 0; place < events; place++) {
        writer.write(event(place));
        writer.write('\n');
      }
    }
    return file;
  }

  /** About 600 bytes; one of ten has two items. */
  private static String event(int place) {
    String item =
        "{\"sku\":\"SKU-%04d\",\"title\":\"Ladder\",\"quantity\":%d,\"price\":%d}"
            .formatted(place * 7 % 500, 1 + place % 4, 1999 + place % 100);
    return ("{\"version\":\"0\",\"id\":\"%08x-1111-4222-8333-444455556666\",\"detail-type\":"
            + "\"OrderPlaced\",\"source\":\"shop.orders\",\"account\":\"123456789012\",\"time\":"
            + "\"2026-01-01T10:00:00Z\",\"region\":\"eu-central-1\",\"resources\":[],\"detail\":"
            + "{\"metadata\":{\"id\":\"evt-%d\",\"version\":\"1\",\"correlationId\":\"corr-%d\"},"
            + "\"data\":{\"orderId\":\"O-%d\",\"customerId\":\"C-%03d\",\"channel\":\"web\","
            + "\"shipping\":{\"cost\":495,\"address\":{\"street\":\"Hauptstraße 12\",\"city\":"
            + "\"München\",\"postalCode\":\"80331\"}},\"items\":[%s]}}}")
        .formatted(
            place, place, place, place, place % 200, place % 10 == 0 ? item + "," + item : item);
  }

  private void compare(Path file) {
    ShadowFindings findings =
        compare(file, new ShadowSetup(was, is, "P", documents(), List.of(), 1));
    if (findings.different() * 10 != findings.events()) {
      throw new IllegalStateException(findings.different() + " of " + findings.events());
    }
  }

  private ShadowDocuments documents() {
    return ShadowDocuments.recorded(FixtureLookups.files(folder.resolve("lookups")));
  }

  private ShadowFindings compare(Path file, ShadowSetup setup) {
    try (RecordedEvents events =
        new RecordedEvents(List.of(file.toString()), InputStream.nullInputStream())) {
      ShadowFindings findings = new ShadowRun(setup).run(events, threads, done -> {});
      if (!findings.isComplete() || findings.different() == 0) {
        throw new IllegalStateException("the events cannot be compared");
      }
      return findings;
    }
  }

  private void bare(int events) throws Exception {
    Pipe pipe = is.pipe("P");
    Enrichment.Function function = Objects.requireNonNull(pipe.enrichment()).function();
    List<byte[]> requests = new ArrayList<>();
    for (int place = 0; place < REQUESTS; place++) {
      ObjectNode message = Json.object().put("body", event(place));
      requests.add(
          Json.bytes(
              Json.array().add(SourceRecord.complete(message, 1, pipe.source(), is.clock()))));
    }
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<?>> done = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      done.add(
          pool.submit(() -> {
            for (int call = 0; call < 2 * events / threads; call++) {
              function.invoke(requests.get(call % REQUESTS));
            }
            return null;
          }));
    }
    for (Future<?> one : done) {
      one.get();
    }
    pool.shutdown();
  }

  private static double cpu(Turns.Work work) throws Exception {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long start = system.getProcessCpuTime();
    work.run();
    return system.getProcessCpuTime() - start;
  }
}
