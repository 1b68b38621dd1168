package io.github.standpipe.internal.report;

import io.github.standpipe.internal.fixture.Verification;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Cases as JUnit XML for CI systems: a {@code testsuite} per subject, a {@code testcase} per case.
 * A case that could not run is an {@code error}; one that differs from what is expected is a {@code
 * failure}.
 */
public final class JUnitXml {
  private final StringBuilder xml = new StringBuilder();

  private JUnitXml() {}

  /** The whole document; in XML 1.0, to be written as UTF-8. */
  public static String of(List<Verification> cases) {
    JUnitXml made = new JUnitXml();
    made.document(cases);
    return made.xml.toString();
  }

  private void document(List<Verification> cases) {
    Map<String, List<Verification>> bySubject =
        cases.stream()
            .collect(
                Collectors.groupingBy(
                    tested -> subject(tested), LinkedHashMap::new, Collectors.toList()));
    line("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    line("<testsuites" + attributes("standpipe", cases) + ">");
    bySubject.forEach(this::suite);
    line("</testsuites>");
  }

  private void suite(String subject, List<Verification> cases) {
    line("  <testsuite" + attributes(subject, cases) + ">");
    cases.forEach(this::testCase);
    line("  </testsuite>");
  }

  private static String attributes(String name, List<Verification> cases) {
    long errors = cases.stream().filter(JUnitXml::isError).count();
    long passed = cases.stream().filter(tested -> tested.passed()).count();
    Duration took = cases.stream().map(Verification::took).reduce(Duration.ZERO, Duration::plus);
    return attribute("name", name)
        + attribute("tests", cases.size())
        + attribute("failures", cases.size() - passed - errors)
        + attribute("errors", errors)
        + attribute("skipped", 0)
        + attribute("time", seconds(took));
  }

  private void testCase(Verification verification) {
    line(
        "    <testcase"
            + attribute("name", verification.directory().getFileName())
            + attribute("classname", subject(verification))
            + attribute("time", seconds(verification.took()))
            + attribute("file", path(verification))
            + ">");
    properties(verification);
    if (!verification.passed()) {
      failure(verification.differences(), isError(verification) ? "error" : "failure");
    }
    line("    </testcase>");
  }

  private void properties(Verification verification) {
    Collection<String> tags = verification.tags();
    List<String> properties =
        Stream.of(
                tags.stream().map(tag -> property("tag", tag)),
                verification.loose().stream().map(loose -> property("not exact", loose)),
                verification.runs().stream()
                    .flatMap(run -> run.end().delivery().stream())
                    .map(sent -> property("target", sent.describe())))
            .flatMap(all -> all)
            .toList();
    if (!properties.isEmpty()) {
      line("      <properties>");
      properties.forEach(this::line);
      line("      </properties>");
    }
  }

  private static String property(String name, String value) {
    return "        <property" + attribute("name", name) + attribute("value", value) + "/>";
  }

  private void failure(List<String> differences, String element) {
    line(
        "      <%s%s%s>%s</%s>"
            .formatted(
                element,
                attribute("message", differences.getFirst()),
                attribute("type", element.equals("error") ? "unusable" : "difference"),
                Markup.escaped(String.join("\n", differences)).replace("&#10;", "\n"),
                element));
  }

  static String path(Verification verification) {
    return verification.directory().toString().replace('\\', '/');
  }

  private static boolean isError(Verification tested) {
    return tested.trace().isEmpty();
  }

  static String subject(Verification tested) {
    String name = tested.name();
    return name.substring(0, name.indexOf('/'));
  }

  private static String seconds(Duration took) {
    return String.format(Locale.ROOT, "%.3f", took.toNanos() / 1e9);
  }

  private static String attribute(String name, Object value) {
    return " " + name + "=\"" + Markup.escaped(value.toString()) + "\"";
  }

  private void line(String line) {
    xml.append(line).append('\n');
  }
}
