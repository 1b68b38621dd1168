package io.github.standpipe.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.standpipe.json.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LookupsTest {
  @TempDir Path root;

  @Test
  void findsDocumentsInAFileOfTheLayer() {
    Layer layer =
        new Layer(root)
            .file("users.json", "{\"a\": {\"tier\": \"gold\"}, \"n\": null}")
            .set("LOOKUP_USERS", "file:users.json");
    assertThat(layer.verdict("{\"t\": lookup(\"users\", .u).tier, \"k\": 1}", "{\"u\": \"a\"}"))
        .isEqualTo("{\"t\":\"gold\",\"k\":1}");
    assertThat(layer.verdict("{\"t\": lookup(\"users\", .u).tier, \"k\": 1}", "{\"u\": \"b\"}"))
        .isEqualTo("{\"k\":1}");
    assertThat(layer.verdict("{\"t\": lookup(\"users\", .u), \"k\": 1}", "{\"u\": \"n\"}"))
        .isEqualTo("{\"k\":1}");
  }

  /** An event that is evaluated again takes another id. */
  @Test
  void answersFromAFileWithoutAnotherRound() {
    Layer layer =
        new Layer(root)
            .file("users.json", "{\"a\": {\"tier\": \"gold\"}}")
            .set("LOOKUP_USERS", "file:users.json");
    assertThat(
            layer.enrich(
                "{\"t\": lookup(\"users\", .u).tier, \"id\": uuid()}",
                "{\"u\": \"a\"}",
                "{\"u\": \"b\"}"))
        .map(layer::told)
        .containsExactly(
            "{\"t\":\"gold\",\"id\":\"00000000-0000-0000-0000-000000000001\"}",
            "{\"id\":\"00000000-0000-0000-0000-000000000002\"}");
  }

  @Test
  void givesAVariableItsNameInLowerCaseWithDashes() {
    Layer layer =
        new Layer(root)
            .file("x.json", "{}")
            .set("LOOKUP_ORDER_LINES", "file:x.json")
            .set("LOOKUP_", "ignored")
            .set("MY_LOOKUP_X", "ignored");
    assertThat(Lookups.in(layer.environment()).names()).containsExactly("order-lines");
  }

  @Test
  void refusesTwoVariablesOfOneName() {
    Layer layer = new Layer(root).set("LOOKUP_A_B", "file:x").set("LOOKUP_a_b", "file:x");
    assertThatThrownBy(() -> Lookups.in(layer.environment()))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "environment variable LOOKUP_a_b: names the look-up a-b, as LOOKUP_A_B does; rename"
                + " one");
  }

  @Test
  void doesNotQuoteWhatMayBeASecretOfAnAddress() {
    Layer layer = new Layer(root).set("LOOKUP_USERS", "htps://users/{key}?token=SECRET");
    assertThatThrownBy(() -> Lookups.in(layer.environment()))
        .hasMessage(
            "environment variable LOOKUP_USERS: is 'htps://users/{key}'; write file:PATH,"
                + " dynamodb:TABLE#key=ATTRIBUTE, https://HOST/{key} or s3:BUCKET/{key}");
  }

  @Test
  void prefersALookupThatWasPassedIn() {
    Layer layer = new Layer(root).set("LOOKUP_USERS", "dynamodb:no-such-table").documents("users");
    assertThat(layer.verdict("{\"n\": lookup(\"users\", \"a\").name}", "{}"))
        .isEqualTo("{\"n\":\"a!\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "file:", "users.json", "FILE:users.json"})
  void refusesAValueOutsideTheGrammar(String value) {
    assertThatThrownBy(() -> Lookups.in(new Layer(root).set("LOOKUP_USERS", value).environment()))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "environment variable LOOKUP_USERS: is '"
                + value
                + "'; write file:PATH, dynamodb:TABLE#key=ATTRIBUTE, https://HOST/{key} or"
                + " s3:BUCKET/{key}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|: must be a JSON object of documents by key",
        "{\"a\": 1,}|:1:9: is not JSON: unexpected character:"
            + " was expecting double-quote to start field name",
        "{\"a\": 1, \"a\": 2}|:1:13: is not JSON: duplicate key 'a'",
        "{\"a\":|:1:6: is not JSON: it ends too early: within/between Object entries",
        "``|:1:0: is not JSON: there is no JSON value",
        "{} {}|:1:4: is not JSON: something follows the value"
      })
  void refusesADocumentsFileThatCannotBeRead(String text, String message) {
    Layer layer = new Layer(root).file("users.json", text).set("LOOKUP_USERS", "file:users.json");
    assertThatThrownBy(() -> layer.transform("{}"))
        .isInstanceOf(Fault.class)
        .hasMessage(root + "/users.json" + message);
  }

  @Test
  void refusesADocumentsFileThatIsNotThereOrNoText() throws IOException {
    Layer layer = new Layer(root).set("LOOKUP_USERS", "file:users.json");
    assertThatThrownBy(() -> layer.transform("{}"))
        .hasMessage(root + "/users.json: does not exist");
    Files.write(root.resolve("users.json"), new byte[] {'"', (byte) 0xe9, '"'});
    assertThatThrownBy(() -> layer.transform("{}"))
        .hasMessage(root + "/users.json: cannot be read as UTF-8 text");
  }

  @Test
  void asksNobodyForNoKeys() {
    assertThat(
            new Lookups(Map.of())
                .find(Map.<String, Set<String>>of(), Invocation.of(new Layer(root).environment())))
        .isEmpty();
  }
}
