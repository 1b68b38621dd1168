package io.github.standpipe.internal.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Enrichment;
import io.github.standpipe.template.LambdaFunction;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Processes of functions stay while they are needed, and no longer. */
class ForeignLifetimeTest {
  private static final String NODE =
      """
      const fs = require('fs');
      let calls = 0;
      exports.handler = async (events) => {
        if (events === 'busy' || events === 'idle') {
          fs.writeFileSync(__dirname + '/pid.part', String(process.pid));
          fs.renameSync(__dirname + '/pid.part', __dirname + '/pid');
        }
        while (events === 'busy');
        return events === 'pid' ? [process.pid, ++calls] : events;
      };
      """;
  private static final String PYTHON =
      """
      import os, re
      here = os.path.dirname(__file__)
      calls = 0
      def handler(events, context):
          global calls
          if events in ('busy', 'idle'):
              with open(here + '/pid.part', 'w') as out:
                  out.write(str(os.getpid()))
              os.rename(here + '/pid.part', here + '/pid')
          while events == 'busy':
              pass
          calls += 1
          return [os.getpid(), calls] if events == 'pid' else events
      """;
  @TempDir Path folder;

  @AfterEach
  void endProcesses() {
    LocalFunctions.restart();
  }

  private void write() throws IOException {
    Files.writeString(folder.resolve("app.js"), NODE);
    Files.writeString(folder.resolve("app.py"), PYTHON);
  }

  private Enrichment.Function load(String runtime) {
    LambdaFunction function =
        new LambdaFunction(
            "Fn",
            "arn:aws:lambda:eu-west-1:123456789012:function:fn",
            runtime,
            "app.handler",
            Map.of(),
            List.of(),
            Optional.of(folder),
            "t.yaml:7",
            Optional.empty(),
            Optional.empty(),
            900,
            128);
    return LocalFunctions.load(
        function, Map.of(), new FixedSurroundings(Instant.EPOCH), List.of(), Map.of());
  }

  @ParameterizedTest
  @CsvSource({
    "nodejs20.x, busy, true",
    "nodejs20.x, idle, true",
    "nodejs20.x, busy, false",
    "python3.11, busy, true",
    "python3.11, idle, true",
    "python3.11, busy, false"
  })
  void endsWithItsParent(String runtime, String event, boolean isKilled) throws Exception {
    write();
    Process parent =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ForeignParent.class.getName(),
                runtime,
                folder.toString(),
                "\"" + event + "\"")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("parent.txt").toFile())
            .start();
    try {
      ProcessHandle child = ProcessHandle.of(pid(parent)).orElseThrow();
      if (isKilled) {
        parent.destroyForcibly();
      } else {
        parent.destroy();
      }
      assertThat(parent.waitFor(5, TimeUnit.MINUTES)).isTrue();
      child.onExit().get(5, TimeUnit.MINUTES);
      assertThat(child.isAlive()).isFalse();
    } finally {
      parent.destroyForcibly();
    }
  }

  private long pid(Process parent) throws Exception {
    Path file = folder.resolve("pid");
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
    while (!Files.exists(file)) {
      assertThat(parent.isAlive())
          .as(() -> Json.text(Json.array().add(read(folder.resolve("parent.txt")))))
          .isTrue();
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(20);
    }
    return Long.parseLong(Files.readString(file));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** A batch goes through unchanged, but for numbers, which are those of the language. */
  @ParameterizedTest
  @CsvSource({"nodejs20.x, 71", "python3.11, 72"})
  void returnsAThousandBatchesAndStaysOneProcess(String runtime, long seed) throws Exception {
    write();
    Enrichment.Function function = load(runtime);
    Random random = new Random(seed);
    Set<Integer> pids = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      JsonNode batch = Json.parse(Json.bytes(batch(random)));
      JsonNode answer = Json.parse(function.invoke(Json.bytes(batch)));
      assertThat(isSame(batch, answer, runtime.startsWith("nodejs")))
          .as(() -> batch + " became " + answer)
          .isTrue();
      if (i % 250 == 0) {
        pids.add(Json.parse(function.invoke(bytes("\"pid\""))).get(0).asInt());
      }
    }
    JsonNode last = Json.parse(function.invoke(bytes("\"pid\"")));
    pids.add(last.get(0).asInt());
    assertThat(pids).hasSize(1);
    if (runtime.startsWith("python")) {
      assertThat(last.get(1).asInt()).isEqualTo(1_005);
    }
    ProcessHandle process = ProcessHandle.of(last.get(0).asLong()).orElseThrow();
    assertThat(threads()).isLessThanOrEqualTo(4);
    LocalFunctions.restart();
    process.onExit().get(5, TimeUnit.MINUTES);
    assertThat(Json.parse(load(runtime).invoke(bytes("\"pid\""))).get(1).asInt()).isEqualTo(1);
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.isAlive() && thread.getName().startsWith("standpipe-runtime-api"))
        .count();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static ArrayNode batch(Random random) {
    ArrayNode batch = Json.array();
    for (int i = random.nextInt(6); i >= 0; i--) {
      ObjectNode event = Json.object();
      for (int j = random.nextInt(5); j >= 0; j--) {
        event.set(text(random), value(random, 3));
      }
      batch.add(event);
    }
    return batch;
  }

  private static JsonNode value(Random random, int depth) {
    ArrayNode holder = Json.array();
    switch (random.nextInt(depth > 0 ? 10 : 8)) {
      case 0 -> holder.addNull();
      case 1 -> holder.add(random.nextBoolean());
      case 2 -> holder.add(random.nextInt());
      case 3 -> holder.add(random.nextLong());
      case 4 -> holder.add(new BigInteger(200, random));
      case 5 -> holder.add(new BigDecimal(new BigInteger(90, random), random.nextInt(40) - 20));
      case 6 -> holder.add(BigDecimal.valueOf(random.nextInt(9)).setScale(1));
      case 7 -> holder.add(text(random));
      case 8 -> holder.add(value(random, 0)).add(value(random, depth - 1));
      default -> holder.addObject().set(text(random), value(random, depth - 1));
    }
    return holder.size() == 1 ? holder.get(0) : holder;
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.appendCodePoint(
          switch (random.nextInt(4)) {
            case 0 -> random.nextInt(128);
            case 1 -> 0x1F600 + random.nextInt(40);
            case 2 -> 0x2020 + random.nextInt(16);
            default -> 'a' + random.nextInt(26);
          });
    }
    return text.toString();
  }

  /** Numbers of JavaScript are doubles; Python keeps integers of any size. */
  private static boolean isSame(JsonNode in, JsonNode out, boolean isNode) {
    if (in.isNumber()) {
      return out.isNumber()
          && (isNode || !in.isIntegralNumber()
              ? in.decimalValue().doubleValue() == out.decimalValue().doubleValue()
              : in.bigIntegerValue().equals(out.bigIntegerValue()) && out.isIntegralNumber())
          && (isNode || in.isIntegralNumber() == out.isIntegralNumber());
    }
    if (in.isArray()) {
      boolean same = out.isArray() && in.size() == out.size();
      for (int i = 0; same && i < in.size(); i++) {
        same = isSame(in.get(i), out.get(i), isNode);
      }
      return same;
    }
    if (in.isObject()) {
      return out.isObject()
          && in.size() == out.size()
          && in.properties().stream()
              .allMatch(
                  m -> out.has(m.getKey()) && isSame(m.getValue(), out.get(m.getKey()), isNode));
    }
    return in.equals(out);
  }
}
