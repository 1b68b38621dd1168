package io.github.standpipe.check;

import io.github.standpipe.template.Template;
import io.github.standpipe.template.TemplateNote;

/** Each part of a template has the form that it needs; a malformed part hides no other fault. */
final class PartCheck implements TemplateWide {
  private static final Rule UNUSABLE_PART = Catalogue.rule("unusable-part");
  private static final Rule NESTED_STACK = Catalogue.rule("nested-stack");

  @Override
  public void examine(Template template, Findings findings) {
    template.unusableParts().forEach(part -> report(UNUSABLE_PART, part, findings));
    template.unusableStacks().forEach(part -> report(NESTED_STACK, part, findings));
  }

  private static void report(Rule rule, TemplateNote.UnusablePart part, Findings findings) {
    int middle = part.reason().lastIndexOf("; ");
    String seen = middle < 0 ? part.reason() : part.reason().substring(0, middle);
    String advice = middle < 0 ? "correct it" : part.reason().substring(middle + 2);
    findings.addEach(rule, part.holder(), part.at(), capital(seen) + ".", capital(advice) + ".");
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
