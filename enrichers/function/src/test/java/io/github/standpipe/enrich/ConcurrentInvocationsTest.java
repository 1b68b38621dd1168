package io.github.standpipe.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One handler answers many invocations at once, as on Lambda Managed Instances. */
class ConcurrentInvocationsTest {
  private static final int THREADS = 32;
  private static final int BATCHES = 400;
  private static final String JSLT =
      """
      let user = lookup("users", .user)
      let tier = lookup("tiers", $user.name)
      if (.kind == "drop") drop("not today")
      else if (.kind == "bad") quarantine("bad " + .n)
      else if (.kind == "fail") error("failed " + .n)
      else {"n": .n, "id": record().messageId, "user": $user.name, "tier": $tier.name}
      """;

  @TempDir Path root;

  /** What one invocation said: its answer or failure, and the lines of its log. */
  private record Said(String answer, List<String> lines) {}

  private static Context context(List<String> lines) {
    LambdaLogger logger =
        new LambdaLogger() {
          @Override
          public void log(String message) {
            lines.add(message);
          }

          @Override
          public void log(byte[] message) {
            log(new String(message, StandardCharsets.UTF_8));
          }
        };
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, args) ->
                switch (method.getName()) {
                  case "getLogger" -> logger;
                  case "getRemainingTimeInMillis" -> 600_000;
                  case "getAwsRequestId" -> "request";
                  default -> "";
                });
  }

  private static String batch(int number) {
    Random random = new Random(number);
    List<String> records = new ArrayList<>();
    int size = 1 + random.nextInt(12);
    for (int record = 0; record < size; record++) {
      String kind = List.of("good", "good", "good", "drop", "bad", "fail").get(random.nextInt(6));
      ObjectNode event = Json.object().put("kind", kind).put("n", number + "-" + record);
      event.put("user", "u" + number + "-" + random.nextInt(4));
      records.add(Layer.record("m" + number + "-" + record, Json.text(event), 9));
    }
    return Layer.batch(records.toArray(String[]::new));
  }

  private static Said call(EnrichmentHandler handler, int number) {
    List<String> lines = new ArrayList<>();
    String answer;
    try {
      answer = Layer.answer(handler, batch(number), context(lines));
    } catch (Fault e) {
      answer = String.valueOf(e.getMessage());
    }
    return new Said(answer, lines.stream().map(ConcurrentInvocationsTest::withoutTimes).toList());
  }

  private static String withoutTimes(String line) {
    return line.replaceAll("\"(\\w+(?:Time|Duration))\":[0-9.E-]+", "\"$1\":0");
  }

  private EnrichmentHandler handler() {
    Layer layer =
        new Layer(root)
            .documents("users")
            .documents("tiers")
            .file("order.jslt", JSLT)
            .set("AWS_LAMBDA_FUNCTION_NAME", "fn")
            .set("EMIT_METADATA", "meta")
            .quarantining();
    return new EnrichmentHandler(layer.environment());
  }

  @Test
  void holdEachAnswerLineAndMetricToItsOwnBatch() throws Exception {
    Map<Integer, Said> alone = new HashMap<>();
    EnrichmentHandler one = handler();
    for (int number = 0; number < BATCHES; number++) {
      alone.put(number, call(one, number));
    }
    EnrichmentHandler shared = handler();
    List<Future<Said>> said;
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Callable<Said>> calls = new ArrayList<>();
      for (int number = 0; number < BATCHES; number++) {
        int batch = number;
        calls.add(() -> call(shared, batch));
      }
      said = threads.invokeAll(calls, 5, TimeUnit.MINUTES);
    }
    for (int number = 0; number < BATCHES; number++) {
      assertThat(said.get(number).get()).as("batch %s", number).isEqualTo(alone.get(number));
    }
    assertThat(alone.values().stream().filter(s -> s.lines().size() > 3).count())
        .isGreaterThan(BATCHES / 2);
  }

  @Test
  void reachALookUpInFewFrames() {
    List<Integer> frames = new ArrayList<>();
    Lookup noting =
        (keys, invocation) -> {
          List<String> classes =
              Stream.of(new Throwable().getStackTrace()).map(f -> f.getMethodName()).toList();
          frames.add(classes.indexOf("handleRequest"));
          return Map.of();
        };
    Layer layer = new Layer(root).with("users", noting);
    layer.file("order.jslt", "{\"u\": lookup(\"users\", .u), \"n\": 1}");
    layer.answer(Transform.in(layer.environment()), "[{\"u\":\"a\"},{\"u\":\"b\"}]");
    assertThat(frames).singleElement().satisfies(count -> assertThat(count).isBetween(1, 12));
  }

  /** JSLT's own evaluation, which decides failures, sees nothing but arguments. */
  @Test
  void giveAFailureTheRecordOfItsOwnEvent() throws Exception {
    Layer layer = new Layer(root).set("MAX_RECEIVES", "1").quarantining();
    layer.file("order.jslt", "{\"r\": error(record().messageId + now())}");
    EnrichmentHandler handler = new EnrichmentHandler(layer.environment());
    AtomicInteger wrong = new AtomicInteger();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      for (int number = 0; number < BATCHES; number++) {
        String id = "m" + number;
        threads.execute(() ->
            Layer.answer(handler, Layer.batch(Layer.record(id, "{}", 3)), context(List.of())));
      }
    }
    synchronized (layer.quarantined) {
      for (ObjectNode envelope : layer.quarantined) {
        String id = envelope.path("messageId").asText();
        wrong.addAndGet(envelope.path("reason").asText().contains(": " + id + "1") ? 0 : 1);
      }
      assertThat(layer.quarantined).hasSize(BATCHES);
    }
    assertThat(wrong).hasValue(0);
  }

  /** What is bound to a thread is wrong as soon as a thread serves another invocation. */
  @Test
  void bindNothingToThreads() throws Exception {
    List<String> bound = new ArrayList<>();
    try (Stream<Path> files = Files.walk(checkout())) {
      for (Path file : files.filter(ConcurrentInvocationsTest::isMainSource).toList()) {
        if (Files.readString(file).matches("(?s).*\\b(Inheritable)?ThreadLocal\\b.*")) {
          bound.add(file.getFileName().toString());
        }
      }
    }
    assertThat(bound).isEmpty();
  }

  private static boolean isMainSource(Path file) {
    String path = file.toString().replace('\\', '/');
    return path.contains("/src/main/java/")
        && path.endsWith(".java")
        && !path.contains("/benchmarks/");
  }

  private static Path checkout() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve("enrichers/pom.xml"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new AssertionError("the checkout was not found");
    }
    return folder;
  }
}
