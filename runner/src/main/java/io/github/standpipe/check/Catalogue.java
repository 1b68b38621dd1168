package io.github.standpipe.check;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All rules, by group. */
public final class Catalogue {
  /**
   * Rules that belong together.
   *
   * @param name such as {@code input template}
   */
  public record Group(String name, List<Rule> rules) {}

  private record Chapter(String name, List<RuleGroup> checks) {
    Group group() {
      return new Group(name, checks.stream().flatMap(check -> check.rules().stream()).toList());
    }
  }

  private static final List<Chapter> CHAPTERS =
      List.of(
          new Chapter("template", List.of(new PartCheck(), new YamlCheck(), new NameCheck())),
          new Chapter(
              "shape",
              List.of(
                  new KeyCheck(),
                  new ValueCheck(),
                  new InvocationCheck(),
                  new BatchCheck(),
                  new FifoTargetCheck())),
          new Chapter("filter", List.of(new FilterCheck())),
          new Chapter("input template", List.of(new TemplateCheck())),
          new Chapter(
              "reliability",
              List.of(
                  new QueueCheck(),
                  new TimingCheck(),
                  new SharingCheck(),
                  new StreamCheck(),
                  new AnswerCheck())),
          new Chapter("batch shape", List.of(new MachineCheck())),
          new Chapter("state machine", List.of(new StatesCheck())),
          new Chapter("security", List.of(new RoleCheck(), new TrustCheck())),
          new Chapter("function", List.of(new FunctionCheck())),
          new Chapter("operations", List.of(new LogCheck(), new AlarmCheck(), new PipeCheck())));

  private Catalogue() {}

  /** The rules, each in one group. */
  public static List<Group> groups() {
    Group suppressions = new Group("suppressions", Suppressions.RULES);
    return Stream.concat(CHAPTERS.stream().map(Chapter::group), Stream.of(suppressions)).toList();
  }

  public static List<Rule> rules() {
    return groups().stream().flatMap(group -> group.rules().stream()).toList();
  }

  static Optional<Rule> rule(String id) {
    return rules().stream().filter(rule -> rule.id().equals(id)).findFirst();
  }

  /** What looks at each pipe. */
  static Stream<Check> checks() {
    return all(Check.class);
  }

  /** What looks at the template as a whole. */
  static Stream<TemplateWide> wide() {
    return all(TemplateWide.class);
  }

  private static <T extends RuleGroup> Stream<T> all(Class<T> sort) {
    return CHAPTERS.stream()
        .flatMap(chapter -> chapter.checks().stream())
        .filter(sort::isInstance)
        .map(sort::cast);
  }
}
