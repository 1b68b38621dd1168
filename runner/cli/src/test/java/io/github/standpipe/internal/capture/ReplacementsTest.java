package io.github.standpipe.internal.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.standpipe.pipe.FilterCriteria;
import io.github.standpipe.pipe.FilterPattern;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplacementsTest {

  @Test
  void namesWhatEachPatternComparesWithValues() {
    FilterCriteria criteria =
        FilterCriteria.of(
            List.of(
                pattern("{\"body\":{\"detail-type\":[\"a\"],\"detail\":{\"data\":{\"n\":[1]}}}}"),
                pattern("{\"body\":{\"$or\":[{\"a\":{\"b\":[1]}},{\"a.c\":[2]}]}}"),
                pattern("{\"messageAttributes\":{\"tenant\":{\"stringValue\":[\"x\"]}}}"),
                pattern(
                    "{\"body\":{\"email\":[{\"exists\":true}],\"x\":[{\"exists\":false},\"y\"]}}")));
    assertThat(Replacements.of(criteria, Set.of(), 1).compared())
        .containsOnlyKeys(
            "a.b",
            "a.c",
            "detail-type",
            "detail.data.n",
            "messageAttributes.tenant.stringValue",
            "x");
  }

  private static FilterPattern pattern(String json) {
    return FilterPattern.parse(json, "W");
  }
}
