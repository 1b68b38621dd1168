package io.github.standpipe.check;

import java.util.List;

/** The built-in rules, as docs/rules.md describes them. */
public final class Catalogue {
  /**
   * Rules that belong together.
   *
   * @param name such as {@code input template}
   * @param rules the rules, in the order of the page
   */
  public record Group(String name, List<Rule> rules) {}

  private static final RulePage PAGE = RulePage.builtIn();

  private Catalogue() {}

  /** {@return the rules in the order of the page, each in one group} */
  public static List<Group> groups() {
    return PAGE.groups();
  }

  /** {@return the rules in the order of the page} */
  public static List<Rule> rules() {
    return PAGE.rules();
  }

  /** The rule that a check refers to; its section of the page describes it completely. */
  static Rule rule(String id) {
    return PAGE.rule(id);
  }
}
