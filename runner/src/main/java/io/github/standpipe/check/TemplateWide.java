package io.github.standpipe.check;

import io.github.standpipe.template.Template;

/** Looks in the whole of a template, once, for what no single pipe is to blame for. */
interface TemplateWide extends BuiltInCheck {

  void examine(Template template, Findings findings);
}
