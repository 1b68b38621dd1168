package io.github.standpipe.internal.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.LookupObserver;
import io.github.standpipe.internal.fixture.CollectedQuarantine;
import io.github.standpipe.internal.fixture.FixtureLookups;
import io.github.standpipe.internal.fixture.PipeRun;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Outcome;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.SourceBatch;
import io.github.standpipe.pipe.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random pipes and events, beside an oracle that runs each event alone and compares naively. */
class ShadowOracleTest {
  private static final int ROUNDS = 30;
  private static final int EVENTS = 250;
  private static final String CUSTOMERS =
      "{\"c1\": {\"name\": \"Ada\"}, \"c2\": {\"name\": \"Bo\", \"vip\": true}, \"c4\": null}";
  private static final Pattern PLACE = Pattern.compile("x\\.jslt:\\d+:\\d+");

  private static final List<String> FILTERS =
      List.of(
          "",
          "{\"body\": {\"type\": [\"a\", \"b\"]}}",
          "{\"body\": {\"type\": [\"a\"]}}",
          "{\"body\": {\"n\": [{\"numeric\": [\">\", 2]}]}}");

  private static final List<String> VALUES =
      List.of(
          ".n",
          ".type",
          ".flag",
          ".items",
          "[for (.items) .sku]",
          "{for (.items) string(.sku) : .q}",
          "size(.items)",
          "sum([for (.items) .q])",
          "uuid()",
          "number(.n)",
          "string(.n)",
          "lookup(\"customers\", .c)",
          "lookup(\"customers\", .c).name",
          "if (.n == 3) error(\"three\") else .n",
          "if (.flag) quarantine(\"flagged\") else 1",
          "if (.type == \"b\") drop(\"b\") else {\"a\": [.n, {\"b\": .flag}]}");

  private static final List<String> BEFORE =
      List.of("", "<$.body>", "{\"body\": <$.body>, \"messageId\": <$.messageId>}");

  private static final List<String> BEHIND =
      List.of(
          "",
          "{\"id\": <$.id>, \"k\": <$.k1>, \"pipe\": \"<aws.pipes.pipe-name>\"}",
          "{\"id\": <$.id>, \"k\": [<$.k1>, <$.k2>]}");

  private final Random random = new Random(20260101);

  @TempDir Path folder;

  @Test
  void findsWhatANaiveComparisonFinds() throws IOException {
    int found = 0;
    Set<String> kinds = new TreeSet<>();
    for (int round = 0; round < ROUNDS; round++) {
      Map<String, String> old = members();
      String filter = pick(FILTERS);
      TwoPipes pipes =
          new TwoPipes(folder.resolve(String.valueOf(round)))
              .was(filter, transform(old))
              .is(random.nextInt(3) == 0 ? pick(FILTERS) : filter, transform(changed(old)))
              .customers(CUSTOMERS);
      List<String> events = events();
      Oracle oracle = new Oracle(pipes);
      events.forEach(oracle::add);

      ShadowFindings one = pipes.compare(String.join("\n", events), 1);
      ShadowFindings three = pipes.compare(String.join("\n", events), 3);

      assertThat(describe(one)).as("round %s", round).isEqualTo(oracle.describe());
      assertThat(describe(three)).isEqualTo(describe(one));
      assertThat(three.groups()).isEqualTo(one.groups());
      found += one.groups().size();
      one.groups().forEach(group -> kinds.add(group.change().place().kind().toString()));
    }
    assertThat(found).isGreaterThan(ROUNDS);
    assertThat(kinds)
        .contains(
            "added",
            "changed",
            "fixed",
            "no longer filtered",
            "now dropped",
            "now failing",
            "now filtered",
            "now quarantined",
            "removed",
            "retyped");
  }

  @Test
  void findsTheSameWithInputTemplatesAndMachines() throws IOException {
    int found = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Map<String, String> old = members();
      String before = round % 3 == 0 ? pick(BEFORE) : "";
      String behind = pick(BEHIND);
      TwoPipes pipes =
          new TwoPipes(folder.resolve("t" + round))
              .was(pick(FILTERS), transform(old))
              .is(pick(FILTERS), transform(random.nextInt(3) == 0 ? old : changed(old)))
              .templates("was", before, behind)
              .templates(
                  "is",
                  random.nextInt(3) == 0 ? pick(BEFORE) : before,
                  random.nextBoolean() ? pick(BEHIND) : behind)
              .customers(CUSTOMERS);
      String events = String.join("\n", events());
      Oracle oracle = new Oracle(pipes);
      events.lines().forEach(oracle::add);

      ShadowFindings plain = pipes.compare(events, 2);
      Map<String, String> executed = describe(pipes.compareExecutions(events));

      assertThat(describe(plain)).as("round %s", round).isEqualTo(oracle.describe());
      assertThat(outputs(executed)).as("round %s", round).isEqualTo(inputs(executed));
      executed.keySet().removeIf(place -> place.contains(" execution "));
      assertThat(executed).isEqualTo(describe(plain));
      found += plain.groups().size();
    }
    assertThat(found).isGreaterThan(ROUNDS);
  }

  private static Map<String, String> inputs(Map<String, String> described) {
    Map<String, String> inputs = new TreeMap<>(described);
    inputs.keySet().removeIf(place -> !place.contains(" target input $"));
    return inputs;
  }

  /** A machine that passes on its input has the same differences in its output. */
  private static Map<String, String> outputs(Map<String, String> described) {
    Map<String, String> outputs = new TreeMap<>();
    described.forEach((place, count) -> {
      if (place.contains(" execution $.output")) {
        outputs.put(place.replace(" execution $.output", " target input $"), count);
      }
    });
    return outputs;
  }

  private static Map<String, String> describe(ShadowFindings findings) {
    Map<String, String> described = new TreeMap<>();
    described.put(
        "",
        "%d events, %d different, %d not compared, %d not read"
            .formatted(
                findings.events(),
                findings.different(),
                findings.incomparable(),
                findings.unreadable()));
    findings
        .groups()
        .forEach(group ->
            described.put(
                group.change().place().kind()
                    + " "
                    + group.change().place().stage()
                    + " "
                    + group.change().place().path(),
                group.count() + " from " + group.first().place()));
    return described;
  }

  private String pick(List<String> some) {
    return some.get(random.nextInt(some.size()));
  }

  private Map<String, String> members() {
    Map<String, String> members = new TreeMap<>();
    for (int member = 0; member < 4; member++) {
      members.put("k" + member, pick(VALUES));
    }
    return members;
  }

  private Map<String, String> changed(Map<String, String> old) {
    Map<String, String> changed = new TreeMap<>(old);
    for (int edit = random.nextInt(3); edit >= 0; edit--) {
      String key = "k" + random.nextInt(6);
      if (random.nextInt(3) == 0) {
        changed.remove(key);
      } else {
        changed.put(key, pick(VALUES));
      }
    }
    return changed;
  }

  private static String transform(Map<String, String> members) {
    return members.entrySet().stream()
        .map(member -> "\"" + member.getKey() + "\": " + member.getValue())
        .collect(Collectors.joining(", ", "{\"id\": .id, ", "}"));
  }

  private List<String> events() {
    List<String> events = new ArrayList<>();
    for (int event = 0; event < EVENTS; event++) {
      String body = Json.text(event(event));
      events.add(
          switch (event == 0 ? -1 : random.nextInt(10)) {
            case 0 -> Json.text(Json.object().put("messageId", "m" + event).put("body", body));
            case 1 -> " " + body.replace(",\"type\"", " ,\t\"type\"") + " \r";
            case 2 -> "[{\"body\": %s}, {\"body\": %s}]".formatted(body, Json.text(event(event)));
            case 3 -> body + body;
            case 4 -> random.nextInt(4) == 0 ? body.substring(1) : "";
            default -> body;
          });
    }
    return events;
  }

  private ObjectNode event(int number) {
    ObjectNode event = Json.object().put("id", "e" + number + "\u00e9\"\\\ud83d\ude00");
    event.put("type", pick(List.of("a", "a", "b", "c")));
    switch (random.nextInt(5)) {
      case 0 -> event.put("n", pick(List.of("x", "7")));
      case 1 -> event.putNull("n");
      default -> event.put("n", random.nextInt(6));
    }
    event.put("c", "c" + (1 + random.nextInt(4) + random.nextInt(9) / 8));
    event.put("flag", random.nextInt(6) == 0);
    for (int item = random.nextInt(4); item > 0; item--) {
      event
          .withArray("/items")
          .addObject()
          .put("sku", "S" + random.nextInt(5))
          .put("q", random.nextInt(3));
    }
    return event;
  }

  /** Runs each event through both pipes by the plain engine. */
  private static final class Oracle {
    private final Project was;
    private final Project is;
    private final Pipe before;
    private final Pipe now;
    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<String, Integer> firsts = new HashMap<>();
    private int line;
    private int events;
    private int different;
    private int notCompared;
    private int notRead;

    Oracle(TwoPipes pipes) {
      this.was = pipes.project("was");
      this.is = pipes.project("is");
      Map<String, ObjectNode> documents =
          FixtureLookups.files(pipes.folder().resolve("lookups")).byName();
      this.before = was.pipe("P", documents);
      this.now = is.pipe("P", documents);
    }

    void add(String text) {
      line++;
      if (text.isBlank()) {
        return;
      }
      if (!text.strip().startsWith("{") && !text.strip().startsWith("[")) {
        notRead++;
      } else if (text.startsWith("[")) {
        JsonNode records = json(text);
        records.forEach(record -> event(Json.text(Json.array().add(record))));
      } else if (text.contains("}{")) {
        event(text.substring(0, text.indexOf("}{") + 1));
        event(text.substring(text.indexOf("}{") + 1));
      } else {
        event(text.strip());
      }
    }

    private static JsonNode json(String text) {
      try {
        return Json.parse(text);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    private void event(String text) {
      events++;
      Set<String> missing = new TreeSet<>();
      PipeRun one = run(was, before, text, missing);
      PipeRun other = run(is, now, text, missing);
      if (!missing.isEmpty()) {
        notCompared++;
        return;
      }
      Set<String> found = new LinkedHashSet<>();
      compare(one, other, found);
      different += found.isEmpty() ? 0 : 1;
      for (String place : found) {
        counts.merge(place, 1, Integer::sum);
        firsts.putIfAbsent(place, line);
      }
    }

    private static PipeRun run(Project project, Pipe pipe, String text, Set<String> missing) {
      LookupObserver watch =
          new LookupObserver() {
            @Override
            public void asked(int round, String lookup, Set<String> keys, Set<String> found) {
              keys.stream().filter("c3 c5"::contains).forEach(missing::add);
            }
          };
      return project.run(
          pipe, SourceBatch.read(text, "it", pipe.source(), project.clock()).payload(), watch);
    }

    private static String fate(PipeRun run) {
      if (run.trace().outcome() instanceof Outcome.Returned) {
        return "failing";
      }
      if (!run.quarantined().isEmpty()) {
        return "quarantined";
      }
      Trace.Fate fate = run.trace().records().getFirst().fate();
      return switch (fate) {
        case FILTERED -> "filtered";
        case DISCARDED -> "dropped";
        case DELIVERED -> "delivered";
        case QUARANTINED, SENT_BACK, RETURNED -> throw new IllegalStateException();
      };
    }

    private static String reason(PipeRun run) {
      return run.trace().outcome() instanceof Outcome.Returned returned
          ? returned.cause()
          : run.quarantined().stream()
              .map(CollectedQuarantine.Message::reason)
              .collect(Collectors.joining());
    }

    private static String at(PipeRun run) {
      Matcher place = PLACE.matcher(reason(run));
      String stage =
          run.trace().outcome() instanceof Outcome.Returned returned
              ? returned.at().toString()
              : fate(run).equals("filtered") ? "filtered" : "enriched";
      return stage + " " + (place.find() ? place.group() : "");
    }

    private static void compare(PipeRun one, PipeRun other, Set<String> found) {
      String was = fate(one);
      String is = fate(other);
      if (!was.equals(is)) {
        found.add(
            is.equals("delivered")
                ? (was.equals("failing") ? "fixed " : "no longer " + was + " ") + at(one)
                : "now " + is + " " + at(other));
      } else if (is.equals("delivered")) {
        values(
            "$",
            json(one.trace().targetInput().toString()),
            json(other.trace().targetInput().toString()),
            found);
      } else if (!words(one).equals(words(other))) {
        found.add("other reason " + at(other));
      }
    }

    private static String words(PipeRun run) {
      return reason(run).replaceAll("\\S*x\\.jslt(:\\d+:\\d+)?", "");
    }

    private static void values(String path, JsonNode one, JsonNode other, Set<String> found) {
      if (one.isObject() && other.isObject()) {
        Set<String> keys = new LinkedHashSet<>();
        one.fieldNames().forEachRemaining(keys::add);
        other.fieldNames().forEachRemaining(keys::add);
        for (String key : keys) {
          String below = path + "." + key;
          if (!other.has(key)) {
            found.add("removed target input " + below);
          } else if (!one.has(key)) {
            found.add("added target input " + below);
          } else {
            values(below, one.get(key), other.get(key), found);
          }
        }
      } else if (one.isArray() && other.isArray()) {
        items(path + "[*]", list(one), list(other), found);
      } else if (one.getNodeType() != other.getNodeType()) {
        found.add("retyped target input " + path);
      } else if (!one.toString().equals(other.toString())) {
        found.add("changed target input " + path);
      }
    }

    private static List<JsonNode> list(JsonNode array) {
      List<JsonNode> list = new ArrayList<>();
      array.forEach(list::add);
      return list;
    }

    private static void items(
        String path, List<JsonNode> one, List<JsonNode> other, Set<String> found) {
      if (one.isEmpty() || other.isEmpty()) {
        if (!one.isEmpty()) {
          found.add("removed target input " + path);
        }
        if (!other.isEmpty()) {
          found.add("added target input " + path);
        }
      } else if (one.getFirst().equals(other.getFirst())) {
        items(path, one.subList(1, one.size()), other.subList(1, other.size()), found);
      } else if (one.getLast().equals(other.getLast())) {
        items(path, one.subList(0, one.size() - 1), other.subList(0, other.size() - 1), found);
      } else {
        values(path, one.getFirst(), other.getFirst(), found);
        unequal(path, one.subList(1, one.size()), other.subList(1, other.size()), found);
      }
    }

    /** Behind the first pair that differs, only the place counts. */
    private static void unequal(
        String path, List<JsonNode> one, List<JsonNode> other, Set<String> found) {
      if (one.isEmpty() || other.isEmpty()) {
        items(path, one, other, found);
      } else {
        values(path, one.getFirst(), other.getFirst(), found);
        unequal(path, one.subList(1, one.size()), other.subList(1, other.size()), found);
      }
    }

    Map<String, String> describe() {
      Map<String, String> described = new TreeMap<>();
      described.put(
          "",
          "%d events, %d different, %d not compared, %d not read"
              .formatted(events, different, notCompared, notRead));
      counts.forEach((place, count) ->
          described.put(place, count + " from standard input:" + firsts.get(place)));
      return described;
    }
  }
}
