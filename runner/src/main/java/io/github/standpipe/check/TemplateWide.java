package io.github.standpipe.check;

import io.github.standpipe.template.Template;

/** Looks in the whole of a template, once, for what no single pipe is to blame for. */
sealed interface TemplateWide extends RuleGroup permits NameCheck, PartCheck, YamlCheck {

  void examine(Template template, Findings findings);
}
