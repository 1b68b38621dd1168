package io.github.standpipe.check;

import io.github.standpipe.template.Template;
import io.github.standpipe.template.TemplateNote;

/** Each part of a template has the form that it needs; a malformed part hides no other fault. */
final class PartCheck implements TemplateWide {
  private static final Rule UNUSABLE_PART = Catalogue.rule("unusable-part");

  @Override
  public void examine(Template template, Findings findings) {
    for (TemplateNote.UnusablePart part : template.unusableParts()) {
      int middle = part.reason().indexOf("; ");
      String seen = middle < 0 ? part.reason() : part.reason().substring(0, middle);
      String advice = middle < 0 ? "correct it" : part.reason().substring(middle + 2);
      findings.addEach(
          UNUSABLE_PART, part.holder(), part.at(), capital(seen) + ".", capital(advice) + ".");
    }
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
