package io.github.standpipe.check;

import io.github.standpipe.template.Template;
import java.util.List;

/** Examines a template with all of its pipes at once, also those that a parameter switches on. */
interface AcrossPipes extends BuiltInCheck {

  void examine(Template template, List<Subject> subjects, Findings findings);
}
