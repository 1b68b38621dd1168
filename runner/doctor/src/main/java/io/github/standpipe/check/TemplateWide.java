package io.github.standpipe.check;

import io.github.standpipe.template.Template;

/** Examines a whole template, once, for faults that do not belong to a single pipe. */
interface TemplateWide extends BuiltInCheck {

  void examine(Template template, Findings findings);
}
