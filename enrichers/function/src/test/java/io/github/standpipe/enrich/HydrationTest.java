package io.github.standpipe.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.standpipe.json.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HydrationTest {
  @TempDir Path root;
  private Layer layer = new Layer(Path.of(""));

  @BeforeEach
  void unpack() {
    layer = new Layer(root).documents("users").documents("tiers");
  }

  @Test
  void asksEachLookupOnceForTheWholeBatch() {
    layer.enrich(
        "{\"u\": lookup(\"users\", .u), \"t\": lookup(\"tiers\", .t)}",
        "{\"u\": \"a\", \"t\": \"x\"}",
        "{\"u\": \"b\", \"t\": \"x\"}",
        "{\"u\": \"a\", \"t\": \"y\"}");
    assertThat(layer.asked).containsExactlyInAnyOrder("users[a, b]", "tiers[x, y]");
  }

  @Test
  void asksForADependentKeyInARoundOfItsOwn() {
    List<Verdict> verdicts =
        layer.enrich(
            "let u = lookup(\"users\", .u) {\"tier\": lookup(\"tiers\", $u.name).name}",
            "{\"u\": \"a\"}",
            "{\"u\": \"b\"}");
    assertThat(layer.asked).containsExactly("users[a, b]", "tiers[a!, b!]");
    assertThat(verdicts.stream().map(layer::told))
        .containsExactly("{\"tier\":\"a!!\"}", "{\"tier\":\"b!!\"}");
  }

  @Test
  void settlesABatchOfTwoSourcesAndADependentThirdInThreeEvaluations() {
    layer.documents("third");
    layer.enrich(
        "let u = lookup(\"users\", .a) let t = lookup(\"tiers\", .a)"
            + " {\"x\": lookup(\"third\", $u.name + $t.name)}",
        "{\"a\": \"k\"}");
    assertThat(layer.asked).hasSize(3).last().isEqualTo("third[k!k!]");
  }

  @Test
  void takesAMissAsNullAndDoesNotAskForItAgain() {
    String verdict =
        layer.verdict(
            "let u = lookup(\"users\", .u)"
                + " {\"known\": $u != null, \"t\": lookup(\"tiers\", fallback($u.name, .u))}",
            "{\"u\": \"nobody\"}");
    assertThat(verdict).isEqualTo("{\"known\":false}");
    assertThat(layer.asked).containsExactlyInAnyOrder("users[nobody]", "tiers[nobody]");
  }

  @Test
  void asksNothingForANullKey() {
    assertThat(layer.verdict("{\"u\": lookup(\"users\", .u), \"k\": 1}", "{}"))
        .isEqualTo("{\"k\":1}");
    assertThat(layer.asked).isEmpty();
  }

  @Test
  void takesAWholeNumberAsTheKeyItReadsAs() {
    layer.enrich("{\"u\": lookup(\"users\", .u)}", "{\"u\": 7}", "{\"u\": \"7\"}");
    assertThat(layer.asked).containsExactly("users[7]");
  }

  @Test
  void takesAnArrayAsTheKeyOfSeveralParts() {
    layer.enrich(
        "{\"u\": lookup(\"users\", [.a, .b])}",
        "{\"a\": \"x/\", \"b\": 7}",
        "{\"a\": \"x/\", \"b\": \"7\"}",
        "{\"a\": \"\\\"\", \"b\": \"é\"}",
        "{\"a\": \"x\"}");
    assertThat(layer.asked).containsExactly("users[[\"x/\",\"7\"], [\"\\\"\",\"é\"]]");
  }

  @Test
  void takesThePointerOfTheSqsExtendedClientAsAKey() {
    String pointer = "[\"software.amazon.payloadoffloading.PayloadS3Pointer\",{\"s3Key\":\"k\"}]";
    layer.enrich("{\"u\": lookup(\"users\", .)}", pointer);
    assertThat(layer.asked).containsExactly("users[" + pointer + "]");
  }

  @Test
  void forgivesAnErrorWhileKeysArePending() {
    assertThat(
            layer.verdict(
                "let u = lookup(\"users\", .u)"
                    + " {\"n\": if (is-null($u)) error(\"no user\") else size($u.name)}"
                        .replace("is-null($u)", "not($u)"),
                "{\"u\": \"abc\"}"))
        .isEqualTo("{\"n\":4}");
  }

  @Test
  void tellsAnErrorThatRemainsOnceAllKeysAreKnown() {
    assertThat(
            layer.verdict(
                "if (not(lookup(\"users\", .u))) error(\"no user\") else {}",
                "{\"u\": \"nobody\"}"))
        .isEqualTo("failed: order.jslt:1:31: error: no user");
  }

  @Test
  void answersLiteralArguments() {
    assertThat(layer.verdict("{\"u\": lookup(\"users\", \"me\").name}", "{}"))
        .isEqualTo("{\"u\":\"me!\"}");
    assertThat(layer.verdict("let u = lookup(\"users\", \"me\") {\"u\": $u.name}", "{}"))
        .isEqualTo("{\"u\":\"me!\"}");
  }

  @Test
  void answersInsideFunctionsLoopsAndImportedFiles() {
    layer.file(
        "lib.jslt",
        "let all = lookup(\"users\", \"all\") def user(k) lookup(\"users\", $k).name"
            + " def all() $all.name {\"me\": lookup(\"users\", .me).name}");
    assertThat(
            layer.verdict(
                "import \"lib.jslt\" as lib def tier(k) lookup(\"tiers\", $k).name"
                    + " {\"a\": lib:user(.u), \"b\": lib:all(), \"c\": lib(.),"
                    + " \"d\": [for (.list) tier(.)]}",
                "{\"u\": \"x\", \"me\": \"y\", \"list\": [\"p\", \"q\", \"p\"]}"))
        .isEqualTo(
            "{\"a\":\"x!\",\"b\":\"all!\",\"c\":{\"me\":\"y!\"},\"d\":[\"p!\",\"q!\",\"p!\"]}");
    assertThat(layer.asked).containsExactlyInAnyOrder("users[all, x, y]", "tiers[p, q]");
  }

  @Test
  void doesNotAskInABranchThatIsNotTaken() {
    layer.verdict("{\"u\": if (.ask) lookup(\"users\", .u) else 1}", "{\"u\": \"a\"}");
    assertThat(layer.asked).isEmpty();
  }

  @Test
  void failsOnlyTheEventsThatStillAskAfterTheLastRound() {
    layer.set("MAX_LOOKUP_ROUNDS", "2");
    String chain = "def up(k) let u = lookup(\"users\", $k) if ($u) up($u.name) else $k";
    List<Verdict> verdicts =
        layer.enrich(
            chain + " {\"k\": if (.k) up(.k) else \"none\"}", "{\"k\": \"a\"}", "{\"x\": 1}");
    assertThat(verdicts.stream().map(layer::told))
        .containsExactly(
            "failed: order.jslt: still asks for new keys after 2 rounds (users);"
                + " shorten the chain of look-ups or raise MAX_LOOKUP_ROUNDS",
            "{\"k\":\"none\"}");
    assertThat(layer.asked).containsExactly("users[a]", "users[a!]");
  }

  @Test
  void settlesInJustAsManyRoundsAsAreAllowed() {
    layer.set("MAX_LOOKUP_ROUNDS", "2");
    assertThat(
            layer.verdict(
                "let u = lookup(\"users\", .u) {\"t\": lookup(\"tiers\", $u.name).name}",
                "{\"u\": \"a\"}"))
        .isEqualTo("{\"t\":\"a!!\"}");
  }

  @Test
  void asksForAsManyKeysAtOnceAsItMay() {
    layer.set("MAX_LOOKUP_KEYS", "2");
    List<Verdict> verdicts =
        layer.enrich(
            "{\"u\": lookup(\"users\", .u).name}",
            "{\"u\": \"a\"}",
            "{\"u\": \"b\"}",
            "{\"u\": \"c\"}");
    assertThat(verdicts.stream().map(layer::told))
        .containsExactly("{\"u\":\"a!\"}", "{\"u\":\"b!\"}", "{\"u\":\"c!\"}");
    assertThat(layer.asked).containsExactly("users[a, b]", "users[c]");
  }

  @Test
  void failsOnlyTheEventThatAsksForTooManyKeys() {
    layer.set("MAX_EVENT_LOOKUP_KEYS", "2");
    List<Verdict> verdicts =
        layer.enrich(
            "{\"u\": [for (.u) lookup(\"users\", .).name]}",
            "{\"u\": [\"a\", \"b\", \"a\"]}",
            "{\"u\": [\"a\", \"c\", \"d\"]}",
            "{\"u\": [\"c\"]}");
    assertThat(verdicts.stream().map(layer::told))
        .containsExactly(
            "{\"u\":[\"a!\",\"b!\",\"a!\"]}",
            "failed: order.jslt: asks for more than 2 keys; split the event or raise"
                + " MAX_EVENT_LOOKUP_KEYS",
            "{\"u\":[\"c!\"]}");
    assertThat(layer.asked).containsExactly("users[a, b, c]");
  }

  @Test
  void asksLookupsSideBySide() {
    CountDownLatch both = new CountDownLatch(2);
    layer
        .with("users", (keys, invocation) -> meet(both))
        .with("tiers", (keys, invocation) -> meet(both));
    assertThat(
            layer.verdict("{\"a\": [lookup(\"users\", 1), lookup(\"tiers\", 1)], \"k\": 1}", "{}"))
        .isEqualTo("{\"a\":[null,null],\"k\":1}");
    assertThat(both.getCount()).isZero();
  }

  private static Map<String, JsonNode> meet(CountDownLatch both) {
    both.countDown();
    try {
      if (!both.await(5, TimeUnit.MINUTES)) {
        throw new IllegalStateException("nobody came");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return Map.of();
  }

  @Test
  void failsTheBatchWhenALookupDoesNotAnswer() {
    layer.with(
        "users",
        (keys, invocation) -> {
          throw new IllegalStateException("connection refused");
        });
    String one = "{\"u\": lookup(\"users\", .u)}";
    assertThatThrownBy(() -> layer.enrich(one, "{\"u\": 1}"))
        .isInstanceOf(Fault.class)
        .hasMessage("look-up users did not answer for 1 key: connection refused")
        .hasCauseInstanceOf(IllegalStateException.class);
    String two = "{\"u\": lookup(\"users\", .u), \"t\": lookup(\"tiers\", .u)}";
    assertThatThrownBy(() -> layer.enrich(two, "{\"u\": 1}", "{\"u\": 2}"))
        .isInstanceOf(Fault.class)
        .hasMessage("look-up users did not answer for 2 keys: connection refused");
  }

  @Test
  void tellsTheKindOfAnExceptionWithoutAMessage() {
    layer.with(
        "users",
        (keys, invocation) -> {
          throw new UnsupportedOperationException();
        });
    assertThatThrownBy(() -> layer.enrich("{\"u\": lookup(\"users\", 1)}", "{}"))
        .hasMessage("look-up users did not answer for 1 key: UnsupportedOperationException");
  }

  @Test
  void takesANullDocumentAsAMissAndMoreThanItAskedForInStride() {
    Map<String, JsonNode> answer = new HashMap<>();
    answer.put("b", MissingNode.getInstance());
    answer.put("other", Layer.json("{}"));
    layer.with("users", (keys, invocation) -> answer);
    assertThat(layer.verdict("{\"a\": [lookup(\"users\", \"a\"), lookup(\"users\", \"b\")]}", "{}"))
        .isEqualTo("{\"a\":[null,null]}");
  }

  @Test
  void failsOnlyTheEventWhoseDocumentCannotBeUsed() {
    layer.with(
        "users",
        (keys, invocation) -> Map.of("a", Lookup.unusable("it is torn"), "b", Layer.json("{}")));
    assertThat(
            layer
                .enrich("{\"u\": lookup(\"users\", .u)}", "{\"u\": \"a\"}", "{\"u\": \"c\"}")
                .stream()
                .map(layer::told))
        .containsExactly("failed: order.jslt:1:7: look-up users: it is torn", "{}");
  }

  @Test
  void takesTheDeadlineAlongToLookupsSideBySide() {
    Deadline deadline = Deadline.in(Duration.ofMinutes(5));
    Queue<Deadline> seen = new ConcurrentLinkedQueue<>();
    Lookup noting =
        (keys, invocation) -> {
          seen.add(invocation.deadline());
          return Map.of();
        };
    layer.with("users", noting).with("tiers", noting);
    layer
        .transform("{\"a\": [lookup(\"users\", 1), lookup(\"tiers\", 1)]}")
        .enrich(Batch.of(List.of(Layer.json("{}"))), Invocation.of(layer.environment(), deadline));
    assertThat(seen).containsExactly(deadline, deadline);
  }

  @Test
  void handsALookupKeysItCannotChange() {
    layer.with(
        "users",
        (keys, invocation) -> {
          keys.clear();
          return Map.of();
        });
    assertThatThrownBy(() -> layer.enrich("{\"u\": lookup(\"users\", 1)}", "{}"))
        .hasMessage("look-up users did not answer for 1 key: UnsupportedOperationException");
  }

  @Test
  void namesTheLookupsThatThereAre() {
    assertThat(layer.verdict("{\"u\": lookup(\"use-rs\", 1)}", "{}"))
        .isEqualTo(
            "failed: order.jslt:1:7: there is no look-up use-rs; configured: tiers, users;"
                + " set LOOKUP_USE_RS");
    assertThat(new Layer(root).verdict("{\"u\": lookup(\"users\", 1)}", "{}"))
        .isEqualTo(
            "failed: order.jslt:1:7: there is no look-up users; none is configured; set"
                + " LOOKUP_USERS");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"7|a number", "{\"a\": 1}|an object", "\"not a name\"|a string", "null|null"})
  void refusesANameThatIsNone(String name, String kind) {
    assertThat(layer.verdict("{\"u\": lookup(.n, 1)}", "{\"n\": " + name + "}"))
        .isEqualTo(
            "failed: order.jslt:1:7: the name of a look-up is "
                + kind
                + "; configured: tiers, users");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.5|a decimal number",
        "{}|an object",
        "[]|an empty array",
        "[[1]]|an array",
        "[1, 1.5]|a decimal number",
        "true|a boolean"
      })
  void refusesAKeyThatIsNone(String key, String kind) {
    assertThat(layer.verdict("{\"u\": lookup(\"users\", .k)}", "{\"k\": " + key + "}"))
        .isEqualTo(
            "failed: order.jslt:1:7: look-up users takes a string, a whole number or an array of"
                + " them as its key, not "
                + kind);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "ten", "1.5", "99999999999"})
  void refusesALimitThatIsNone(String limit) {
    assertThatThrownBy(() -> layer.set("MAX_LOOKUP_ROUNDS", limit).transform("{}"))
        .hasMessage(
            "environment variable MAX_LOOKUP_ROUNDS: is '"
                + limit
                + "'; write a whole number above 0");
  }

  @Test
  void givesRightResultsToSeveralThreadsAtOnce() {
    Transform transform =
        new Layer(root)
            .with("users", (keys, invocation) -> themselves(keys))
            .transform("{\"k\": lookup(\"users\", .k), \"t\": lookup(\"users\", .k + 1000)}");
    List<String> told =
        IntStream.range(0, 400)
            .parallel()
            .mapToObj(i -> Layer.enrich(transform, List.of(Layer.json("{\"k\": " + i + "}"))))
            .map(verdicts -> layer.told(verdicts.getFirst()))
            .toList();
    assertThat(told)
        .containsExactlyElementsOf(
            IntStream.range(0, 400)
                .mapToObj(i -> "{\"k\":\"" + i + "\",\"t\":\"" + (i + 1000) + "\"}")
                .toList());
  }

  private static Map<String, JsonNode> themselves(Set<String> keys) {
    Map<String, JsonNode> found = new HashMap<>();
    Arrays.stream(keys.toArray(String[]::new))
        .forEach(k -> found.put(k, Layer.json("\"" + k + "\"")));
    return found;
  }
}
