package io.github.standpipe.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.standpipe.json.Fault;
import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules that a jar or a folder adds. */
class AddedRulesTest {
  private static final Path HEALTHY = Path.of("runner/doctor/src/test/check/healthy.yaml");
  private static final String SELF = AddedRulesTest.class.getName() + "$";

  @TempDir private Path folder;

  /** A rule for tests: reports each queue. */
  public static class QueueRule implements DoctorRule {
    @Override
    public Rule rule() {
      return new Rule("house-queue", Severity.WARNING, "there is a queue", "A test needs one.");
    }

    @Override
    public void examine(Examination examination) {
      for (Declaration queue : examination.template().declarations("AWS::SQS::Queue")) {
        examination.report(queue, queue.at(), queue + " is a queue.", "Leave it.");
      }
    }
  }

  /** Uses the id of a built-in rule. */
  public static class CollidingRule extends QueueRule {
    @Override
    public Rule rule() {
      return new Rule("pipe-stopped", Severity.ERROR, "it stops", "It is a test.");
    }
  }

  /** Uses the id of an added rule. */
  public static class TwinRule extends QueueRule {}

  /** Reports one queue and fails at the next. */
  public static class ThrowingRule implements DoctorRule {
    @Override
    public Rule rule() {
      return new Rule("house-throws", Severity.WARNING, "it throws", "It is a test.");
    }

    @Override
    public void examine(Examination examination) {
      Declaration queue = examination.template().declarations("AWS::SQS::Queue").getFirst();
      examination.report(queue, queue.at(), queue + " is a queue.", "Leave it.");
      throw new IllegalStateException("secret of the template");
    }
  }

  /** Cannot be created. */
  public static class BrokenConstructorRule extends QueueRule {
    public BrokenConstructorRule() {
      throw new IllegalStateException("not today");
    }
  }

  /** Does not describe itself. */
  public static class SilentRule extends QueueRule {
    @Override
    public Rule rule() {
      throw new UnsupportedOperationException();
    }
  }

  /** Has an id that is not in kebab-case. */
  public static class ShoutingRule extends QueueRule {
    @Override
    public Rule rule() {
      return new Rule("House Queue", Severity.INFO, "a queue", "It is a test.");
    }
  }

  /** Lives in {@code rules.md} beside the class, and reads everything that a pipe offers. */
  public static class PipeRule implements DoctorRule {
    static final List<String> SEEN = new ArrayList<>();

    @Override
    public Rule rule() {
      return new Rule("house-pipe", Severity.INFO, "there is a pipe", "A test needs one.");
    }

    @Override
    public void examine(Examination examination) {
      for (PipeOfTemplate pipe : examination.pipes()) {
        SEEN.add("queue " + pipe.resource("Source").orElseThrow());
        SEEN.add("size " + pipe.property("SourceParameters", "SqsQueueParameters", "BatchSize"));
        pipe.patterns().forEach(pattern -> SEEN.add("pattern " + pattern.keys()));
        Property first = pipe.definition("Target").orElseThrow().get("StartAt");
        SEEN.add("first state " + first.text().orElseThrow() + " at " + first.at().line());
      }
    }
  }

  @Test
  void findsWhatAFolderNamesAndReportsItAsAnyFinding() throws IOException {
    AddedRules added = rules("QueueRule");

    assertThat(added.faults()).isEmpty();
    assertThat(added.rules()).extracting(Rule::id).containsExactly("house-queue");
    assertThat(examine(added).open())
        .hasSizeGreaterThan(1)
        .allSatisfy(finding -> {
          assertThat(finding.rule().id()).isEqualTo("house-queue");
          assertThat(finding.observed()).isEqualTo(finding.resource() + " is a queue.");
        });
  }

  @Test
  void offersPatternsParametersAndDefinitionsWithTheirLines() throws IOException {
    PipeRule.SEEN.clear();

    assertThat(examine(rules("PipeRule")).failedRules()).isEmpty();
    assertThat(PipeRule.SEEN).anyMatch(line -> line.startsWith("queue OrderQueue"));
    assertThat(PipeRule.SEEN).anyMatch(line -> line.matches("first state \\w+ at \\d+"));
  }

  @Test
  void leavesOutARuleWhoseIdIsTaken() throws IOException {
    AddedRules added = rules("CollidingRule", "QueueRule", "TwinRule");

    assertThat(added.rules()).extracting(Rule::id).containsExactly("house-queue");
    assertThat(added.faults())
        .containsExactly(
            SELF
                + "CollidingRule: rule pipe-stopped has the id of a built-in rule; choose another"
                + " id",
            SELF
                + "TwinRule: rule house-queue has the id of "
                + SELF
                + "QueueRule; choose another id");
  }

  @Test
  void aRuleThatThrowsEndsAloneAndKeepsWhatItFound() throws IOException {
    Diagnosis diagnosis = examine(rules("ThrowingRule", "QueueRule"));

    assertThat(diagnosis.open())
        .extracting(finding -> finding.rule().id())
        .contains("house-throws", "house-queue");
    assertThat(diagnosis.failedRules()).hasSize(1);
    assertThat(diagnosis.failedRules().getFirst())
        .matches(
            "\\Q"
                + HEALTHY
                + ": rule house-throws failed with IllegalStateException at "
                + SELF
                + "ThrowingRule:\\E\\d+\\Q; correct the rule, its findings may be incomplete\\E");
  }

  @Test
  void namesEachClassThatCannotBeUsed() throws IOException {
    AddedRules added =
        rules("BrokenConstructorRule", "Nowhere", "SilentRule", "ShoutingRule", "QueueRule");

    assertThat(added.rules()).extracting(Rule::id).containsExactly("house-queue");
    assertThat(added.faults())
        .containsExactly(
            SELF + "BrokenConstructorRule: cannot be created: IllegalStateException; correct it",
            "META-INF/services/io.github.standpipe.check.DoctorRule: Provider "
                + SELF
                + "Nowhere not found; correct the jar",
            SELF + "SilentRule: rule() failed with UnsupportedOperationException; correct it",
            SELF + "ShoutingRule: the id 'House Queue' is not in kebab-case; write it a-b-c");
  }

  @Test
  void asksForAPathThatExistsAndHoldsARule() throws IOException {
    Path missing = folder.resolve("none.jar");

    assertThatThrownBy(() -> AddedRules.in(List.of(missing)))
        .isInstanceOf(Fault.class)
        .hasMessage(missing + ": does not exist; build the jar, or correct --rules-from");
    assertThatThrownBy(() -> AddedRules.in(List.of(folder)))
        .isInstanceOf(Fault.class)
        .hasMessage(
            folder
                + ": contains no rules; name their classes in"
                + " META-INF/services/io.github.standpipe.check.DoctorRule");
  }

  private Diagnosis examine(AddedRules added) {
    return Doctor.examine(Template.read(HEALTHY, Map.of()), added);
  }

  private AddedRules rules(String... names) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.write(
        services.resolve(DoctorRule.class.getName()), Stream.of(names).map(SELF::concat).toList());
    return AddedRules.in(List.of(folder));
  }
}
