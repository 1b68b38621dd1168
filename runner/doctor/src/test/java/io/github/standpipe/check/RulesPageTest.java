package io.github.standpipe.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.standpipe.template.Overlaid;
import io.github.standpipe.template.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keeps docs/rules.md true: each rule is described, and its examples show what they claim. */
class RulesPageTest {
  private static final Path PAGE = Path.of("docs/rules.md");
  private static final Path HEALTHY = Path.of("runner/doctor/src/test/check/healthy.yaml");
  private static final String MARK = "# <-";
  private static final String TRANSFORM_MARK = "// <-";

  @TempDir private static Path folder;

  /**
   * A piece of YAML on the page, laid over the healthy pipe, or of JSLT, as its transform; its line
   * counts from 1.
   *
   * @param json what stands before it on the page: a schema of the result, or an event
   */
  private record Example(int line, List<String> lines, boolean isTransform, String json) {
    Template template() {
      String text = String.join("\n", lines);
      return isTransform ? project(text).template() : Overlaid.template(HEALTHY, text, PAGE, line);
    }

    private LintProject project(String text) {
      LintProject project = new LintProject(folder.resolve("line-" + line)).transform(text);
      if (json.isEmpty()) {
        return project;
      }
      return json.contains("\"type\": \"object\"")
          ? project.schema("rich", json)
          : project.event(json);
    }

    List<Finding> findings() {
      return Doctor.examine(template()).open();
    }

    String file() {
      Path transform = folder.resolve("line-" + line).resolve("transforms/example.jslt");
      return isTransform ? transform.toString() : PAGE.toString();
    }

    int marked() {
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).endsWith(isTransform ? TRANSFORM_MARK : MARK)) {
          return isTransform ? i + 1 : line + i;
        }
      }
      throw new AssertionError("no line is marked with " + MARK);
    }
  }

  private record Section(String rule, String text, List<Example> examples) {
    @Override
    public String toString() {
      return rule;
    }
  }

  private static final List<Section> SECTIONS = sections();

  private static Stream<Section> sectionsOfThePage() {
    return SECTIONS.stream();
  }

  @Test
  void theCatalogueReadsEachSection() {
    assertThat(SECTIONS)
        .extracting(Section::rule)
        .containsExactlyElementsOf(Catalogue.rules().stream().map(Rule::id).toList());
  }

  @Test
  void rulesHaveSentencesAndUniqueIds() {
    assertThat(Catalogue.rules())
        .hasSizeGreaterThan(70)
        .extracting(Rule::id)
        .doesNotHaveDuplicates();
    assertThat(Catalogue.rules())
        .allSatisfy(rule -> {
          assertThat(rule.id()).matches("[a-z]+(-[a-z]+)*");
          assertThat(rule.why()).matches("[A-Z$].*\\.");
          assertThat(rule.title()).doesNotEndWith(".");
        });
  }

  @ParameterizedTest
  @MethodSource("sectionsOfThePage")
  void saysWhatTheRuleSays(Section section) {
    Rule rule = Catalogue.rule(section.rule());

    assertThat(section.text().replace('\n', ' '))
        .contains("*" + rule.severity() + "*: " + rule.title() + ". ");
    assertThat(section.text().replace('\n', ' ')).contains(rule.why());
    assertThat(section.examples()).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("sectionsOfThePage")
  void theBadExampleHasExactlyThatFinding(Section section) {
    Example bad = section.examples().getFirst();

    assertThat(bad.findings()).extracting(f -> f.rule().id()).containsExactly(section.rule());
    assertThat(bad.findings().getFirst().at().file()).isEqualTo(bad.file());
    assertThat(bad.findings().getFirst().at().line()).isEqualTo(bad.marked());
  }

  @ParameterizedTest
  @MethodSource("sectionsOfThePage")
  void theGoodExampleHasNoFinding(Section section) {
    assertThat(section.examples().getLast().findings()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("sectionsOfThePage")
  void eachFindingIsThreeSentences(Section section) {
    Finding finding = section.examples().getFirst().findings().getFirst();

    assertThat(finding.observed()).matches("[^\n]+\\.");
    assertThat(finding.instead()).matches("[A-Z][^\n]+\\.");
    assertThat(finding.observed()).doesNotContain("..").doesNotContain("Fn::");
  }

  @Test
  void theHealthyPipeHasNoFinding() {
    assertThat(Doctor.examine(Template.read(HEALTHY, Map.of())).findings()).isEmpty();
  }

  private static List<Section> sections() {
    List<String> lines = lines();
    List<Section> sections = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("### `")) {
        sections.add(section(i, lines));
      }
    }
    return sections;
  }

  private static Section section(int start, List<String> lines) {
    String rule = lines.get(start).replaceAll("[#` ]", "");
    List<Example> examples = new ArrayList<>();
    String json = "";
    int end = start + 1;
    for (; end < lines.size() && !lines.get(end).startsWith("##"); end++) {
      String line = lines.get(end);
      if (line.startsWith("```") && line.length() > 3) {
        int close = lines.subList(end, lines.size()).indexOf("```") + end;
        List<String> text = lines.subList(end + 1, close);
        if (line.equals("```json")) {
          json = String.join("\n", text);
        } else if (line.equals("```yaml") || line.equals("```jslt")) {
          examples.add(new Example(end + 2, text, line.equals("```jslt"), json));
        }
        end = close;
      }
    }
    return new Section(rule, String.join("\n", lines.subList(start, end)), examples);
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(PAGE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
