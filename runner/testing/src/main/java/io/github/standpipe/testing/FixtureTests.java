package io.github.standpipe.testing;

import io.github.standpipe.internal.fixture.Fixture;
import io.github.standpipe.internal.fixture.FixtureFailure;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.internal.fixture.Selection;
import io.github.standpipe.internal.fixture.Verification;
import io.github.standpipe.json.Fault;
import io.github.standpipe.template.Template;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;

/**
 * The fixtures of a project as JUnit tests, named by their sentences; for JUnit 5, from 5.9 on, and
 * JUnit 6.
 *
 * <pre>{@code
 * class PipesTest {
 *   @TestFactory
 *   Stream<DynamicContainer> fixtures() {
 *     return FixtureTests.of(Path.of("pipes/template.yaml"), Path.of("fixtures"));
 *   }
 * }
 * }</pre>
 *
 * <p>Without a selection, the system properties {@code standpipe.tag}, {@code
 * standpipe.exclude-tag} and {@code standpipe.name} select, each as words separated by commas.
 * JUnit's own tags cannot do this: they belong to the method, not to the tests that it creates.
 */
public final class FixtureTests {

  private FixtureTests() {}

  /**
   * Creates the tests as {@link #of(Path, Path, Map)} does, with the template's own parameter
   * values.
   *
   * @param template the template that is deployed
   * @param fixtures the folder with one folder per subject
   * @return one container per subject with one test per case
   * @throws Fault if there are no fixtures at all, or the template cannot be read
   */
  public static Stream<DynamicContainer> of(Path template, Path fixtures) {
    return of(template, fixtures, Map.of());
  }

  /**
   * Creates one container per subject and one test per case. If system properties select none of
   * these fixtures, there is one skipped test.
   *
   * @param template the template that is deployed
   * @param fixtures the folder with one folder per subject
   * @param given values for the template, see {@link Template#read}
   * @return the containers, in the order of the subjects
   * @throws Fault if there are no fixtures at all, or the template cannot be read
   */
  public static Stream<DynamicContainer> of(
      Path template, Path fixtures, Map<String, String> given) {
    Selection asked = asked();
    try {
      return of(template, fixtures, given, asked);
    } catch (Selection.NothingLeft e) {
      DynamicTest skipped =
          DynamicTest.dynamicTest("none is selected", () -> Assumptions.abort(e.getMessage()));
      return Stream.of(DynamicContainer.dynamicContainer(fixtures.toString(), Stream.of(skipped)));
    }
  }

  private static Selection asked() {
    return Selection.ALL
        .tagged(words("standpipe.tag"))
        .notTagged(words("standpipe.exclude-tag"))
        .withNames(words("standpipe.name"));
  }

  private static List<String> words(String property) {
    return Stream.of(System.getProperty(property, "").split(","))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }

  /**
   * The tests of the selected fixtures, regardless of system properties.
   *
   * @param template the template that is deployed
   * @param fixtures the folder with one folder per subject
   * @param given values for the template, see {@link Template#read}
   * @param selection which of the fixtures
   * @return one container per subject with one test per case
   * @throws Fault if no fixture is selected, or the template cannot be read
   */
  static Stream<DynamicContainer> of(
      Path template, Path fixtures, Map<String, String> given, Selection selection) {
    Project project = new Project(Template.read(template, given), fixtures);
    Map<String, List<Path>> bySubject = new LinkedHashMap<>();
    for (Path directory : project.cases(selection)) {
      String subject = Fixture.subject(directory);
      bySubject.computeIfAbsent(subject, name -> new ArrayList<>()).add(directory);
    }
    return bySubject.entrySet().stream()
        .map(e -> DynamicContainer.dynamicContainer(e.getKey(), tests(project, e.getValue())));
  }

  private static Stream<DynamicTest> tests(Project project, List<Path> cases) {
    return cases.stream()
        .map(directory ->
            DynamicTest.dynamicTest(
                Fixture.sentence(directory), directory.toUri(), () -> verify(project, directory)));
  }

  private static void verify(Project project, Path directory) {
    Verification verification = project.verify(directory);
    if (!verification.passed()) {
      throw new FixtureFailure(verification).error();
    }
  }
}
