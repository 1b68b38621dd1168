package io.github.standpipe.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.standpipe.json.Fault;
import org.junit.jupiter.api.Test;

/** Rules as sections of a page. */
class RulePageTest {
  private static final String PAGE =
      """
      # Rules of the house

      ## Queues

      ### `queue-without-owner`

      *warning*: a queue has no owner in version 1.1. Nobody knows whom to call,
      and the night is long.

      More for readers.

      ```yaml
      # not a heading
      ```

      ### `queue-too-old`

      *info*: the queue is old. It was made by hand.
      """;

  @Test
  void readsIdSeverityTitleAndReason() {
    assertThat(RulePage.parse("house.md", PAGE).rules())
        .containsExactly(
            new Rule(
                "queue-without-owner",
                Severity.WARNING,
                "a queue has no owner in version 1.1",
                "Nobody knows whom to call, and the night is long."),
            new Rule("queue-too-old", Severity.INFO, "the queue is old", "It was made by hand."));
  }

  @Test
  void readsTheLineEndsOfWindows() {
    assertThat(RulePage.parse("house.md", PAGE.replace("\n", "\r\n")).rules())
        .isEqualTo(RulePage.parse("house.md", PAGE).rules());
  }

  @Test
  void readsAPageThatEndsInAHeadingLine() {
    assertThatThrownBy(() -> RulePage.parse("house.md", "### `a-b`"))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "house.md: rule a-b: the section does not begin with a severity, a title and a reason;"
                + " write \"*warning*: what is wrong. Why it matters.\"");
  }

  @Test
  void groupsByTheHeadingAbove() {
    assertThat(RulePage.parse("house.md", PAGE).groups())
        .extracting(Catalogue.Group::name)
        .containsExactly("queues");
  }

  @Test
  void namesTheSectionThatIsMissing() {
    assertThatThrownBy(() -> RulePage.parse("house.md", PAGE).rule("no-owner"))
        .isInstanceOf(Fault.class)
        .hasMessage("house.md: no section describes rule no-owner; add ### `no-owner`");
  }

  @Test
  void namesTheResourceThatIsMissing() {
    assertThatThrownBy(() -> RulePage.of(RulePageTest.class, "nowhere.md"))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "io.github.standpipe.check.RulePageTest: there is no resource nowhere.md beside it; add"
                + " it to its jar");
  }
}
