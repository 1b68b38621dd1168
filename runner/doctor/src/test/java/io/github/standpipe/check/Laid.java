package io.github.standpipe.check;

import io.github.standpipe.template.Overlaid;
import io.github.standpipe.template.Template;
import java.nio.file.Path;
import java.util.List;

/** Resources laid over the healthy pipe, and the findings in them. */
final class Laid {
  static final Path HEALTHY = Path.of("runner/doctor/src/test/check/healthy.yaml");

  private Laid() {}

  static Template template(String resources) {
    return Overlaid.template(HEALTHY, resources, Path.of("laid.yaml"), 1);
  }

  /** The ids of the rules with findings. */
  static List<String> rules(String resources) {
    return findings(resources).stream().map(finding -> finding.rule().id()).distinct().toList();
  }

  static List<Finding> findings(String resources) {
    return findings(template(resources));
  }

  static List<Finding> findings(Template template) {
    return Doctor.examine(template).open().stream().filter(Laid::isLaid).toList();
  }

  /**
   * The findings about what a machine reads: its definition may lack fields that CreateStateMachine
   * requires.
   */
  static List<Finding> reads(Template template) {
    List<Rule> others =
        Catalogue.groups().stream()
            .filter(group -> group.name().equals("state machine"))
            .flatMap(group -> group.rules().stream())
            .toList();
    return findings(template).stream().filter(found -> !others.contains(found.rule())).toList();
  }

  /** The ids of the rules with findings about what a machine reads. */
  static List<String> readRules(String resources) {
    return reads(template(resources)).stream()
        .map(finding -> finding.rule().id())
        .distinct()
        .toList();
  }

  /** A target laid over the machine keeps the machine's parameters, which are not tested here. */
  private static boolean isLaid(Finding finding) {
    return !(finding.rule().id().equals("parameters-of-another-kind")
        && finding.at().file().equals(HEALTHY.toString()));
  }

  /** The properties of the healthy pipe, each line indented. */
  static String pipe(String properties) {
    return "OrderPipe:\n  Properties:\n" + properties.stripTrailing().indent(4);
  }

  /** A definition of the state machine, as JSON or YAML in one line or more. */
  static String machine(String definition) {
    return "OrderMachine:\n  Type: AWS::Serverless::StateMachine\n  Properties:\n    Definition:\n"
        + definition.stripTrailing().indent(6);
  }
}
