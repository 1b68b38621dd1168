package io.github.standpipe.internal.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.capture.KeptPaths.Reason;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.FilterCriteria;
import io.github.standpipe.pipe.FilterPattern;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the filter compares is replaced by what it takes alike. */
class FilteredValueTest {
  private final ObjectNode event =
      Json.object().put("email", "ada@byte.example").put("name", "Ada Byte").put("total", 4711);

  private Redaction redaction(String... leaves) {
    List<FilterPattern> patterns =
        Stream.of(leaves)
            .map(leaf -> FilterPattern.parse("{\"body\": {" + leaf.replace('\'', '"') + "}}", "W"))
            .toList();
    Replacements rules = Replacements.of(FilterCriteria.of(patterns), Set.of(), 7);
    return Redaction.replacing(rules, List.of(record()), Map.of());
  }

  private ObjectNode record() {
    return Json.object().put("body", Json.text(event));
  }

  private JsonNode redacted(Redaction redaction) {
    return Originals.event(redaction.record(record()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'email': [{'exists': true}]                             | email | [a-z]{3}@[a-z]{4}\\.[a-z]{7}
          'name': [{'anything-but': ['Test User']}]               | name  | [A-Z][a-z]{2} [A-Z][a-z]{3}
          'name': ['Bob', 'Eve']                                  | name  | [A-Z][a-z]{2} [A-Z][a-z]{3}
          'name': [{'prefix': 'Eve'}]                             | name  | [A-Z][a-z]{2} [A-Z][a-z]{3}
          'total': [{'numeric': ['>', 100]}]                      | total | [1-9]\\d{3}
          'total': [{'numeric': ['>', 4700, '<=', 4720]}]         | total | 47[012]\\d
          'total': [{'anything-but': [1, 2]}]                     | total | [1-9]\\d{3}
          """)
  void standsForWhatIsTakenAlike(String leaf, String field, String form) {
    Redaction redaction = redaction(leaf);
    String value = redacted(redaction).get(field).asText();
    assertThat(value).matches(form).isNotEqualTo(event.get(field).asText());
    assertThat(redaction.kept().byReason()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'email': [{'prefix': 'ada@'}]              | email | ada@[a-z]{4}\\.[a-z]{7}
          'email': [{'suffix': '@byte.example'}]     | email | [a-z]{3}@byte\\.example
          'name': [{'prefix': {'equals-ignore-case': 'aDA'}}]   | name  | Ada [A-Z][a-z]{3}
          """)
  void keepsThePartThatIsAskedFor(String leaf, String field, String form) {
    Redaction redaction = redaction(leaf);
    String value = redacted(redaction).get(field).asText();
    assertThat(value).matches(form).isNotEqualTo(event.get(field).asText());
    assertThat(kept(redaction)).isEqualTo(Map.of(Reason.FILTER_IN_PART, Set.of(field)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'name': ['Ada Byte', 'Bob']                     | name
          'name': [{'equals-ignore-case': 'ada byte'}]    | name
          'name': [{'anything-but': ['Ada Byte']}]        | name
          'total': [4711]                                 | total
          'total': [{'numeric': ['>', 4710, '<', 4712]}]  | total
          """)
  void keepsWhatNothingStandsForAndListsIt(String leaf, String field) {
    Redaction redaction = redaction(leaf);
    assertThat(redacted(redaction).get(field)).isEqualTo(event.get(field));
    assertThat(kept(redaction)).isEqualTo(Map.of(Reason.FILTER, Set.of(field)));
  }

  @Test
  void heedsAllThatIsComparedWithAValueWhereverItStands() {
    event.put("copy", "Ada Byte").putArray("names").add("Ada Byte").add("Eve Else");
    Redaction redaction = redaction("'names': [{'anything-but': ['X']}]", "'name': ['Ada Byte']");
    JsonNode redacted = redacted(redaction);
    assertThat(redacted.get("copy").textValue()).isEqualTo("Ada Byte");
    assertThat(redacted.at("/names/1").textValue()).isNotEqualTo("Eve Else");
    assertThat(kept(redaction))
        .isEqualTo(Map.of(Reason.FILTER, Set.of("name", "names"), Reason.EQUAL, Set.of("copy")));
  }

  @Test
  void keepsADateWithinTheMonthThatIsAskedFor() {
    event.put("due", "2026-03-01T10:15:00Z");
    Redaction redaction = redaction("'due': [{'prefix': '2026-03'}]");
    assertThat(redacted(redaction).get("due").textValue())
        .matches("2026-03-\\d\\dT10:15:00Z")
        .isNotEqualTo("2026-03-01T10:15:00Z");
    assertThat(kept(redaction)).isEqualTo(Map.of(Reason.FILTER_IN_PART, Set.of("due")));
  }

  private static Map<Reason, SortedSet<String>> kept(Redaction redaction) {
    return redaction.kept().byReason();
  }
}
