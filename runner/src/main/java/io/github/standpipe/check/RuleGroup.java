package io.github.standpipe.check;

import java.util.List;

/** A few rules that belong together. */
sealed interface RuleGroup permits Check, TemplateWide {

  /** The rules whose findings it makes. */
  List<Rule> rules();
}
