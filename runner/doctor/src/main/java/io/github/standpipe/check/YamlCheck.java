package io.github.standpipe.check;

import io.github.standpipe.template.Template;
import io.github.standpipe.template.TemplateNote;
import io.github.standpipe.template.TemplateNote.YamlNote.Sort;

/** CloudFormation reads the text of a template as it appears. */
final class YamlCheck implements TemplateWide {
  private static final Rule ALIAS = Catalogue.rule("yaml-alias");
  private static final Rule VALUE = Catalogue.rule("yaml-value");
  private static final Rule REPEATED_KEY = Catalogue.rule("repeated-key");

  @Override
  public void examine(Template template, Findings findings) {
    template.notes().stream()
        .filter(YamlCheck::isAlias)
        .findFirst()
        .ifPresent(first -> alias(first, template, findings));
    template.notes().stream()
        .filter(note -> !isAlias(note))
        .forEach(note -> value(note, template, findings));
  }

  private static boolean isAlias(TemplateNote.YamlNote note) {
    return note.sort() == Sort.ALIAS || note.sort() == Sort.MERGE;
  }

  private static void alias(TemplateNote.YamlNote first, Template template, Findings findings) {
    boolean merges = template.notes().stream().anyMatch(note -> note.sort() == Sort.MERGE);
    String what = merges ? "The template merges mappings by << and" : "The template";
    findings.addEach(
        ALIAS,
        template.holder(first.at()),
        first.at(),
        what + " uses aliases, first " + first.written() + " here.",
        "Write the values out, or deploy what aws cloudformation package makes of the template.");
  }

  private static void value(TemplateNote.YamlNote note, Template template, Findings findings) {
    String written = note.written();
    String seen =
        switch (note.sort()) {
          case NUMBER -> "CloudFormation reads " + written + " as the number " + note.read() + ".";
          case BOOLEAN ->
              "CloudFormation reads " + written + " as the boolean " + note.read() + ".";
          case DATE ->
              written + " is a date in YAML 1.1, a type that CloudFormation does not support.";
          case LEADING_ZERO -> written + " reads as a number, which loses the leading 0.";
          case ALIAS, MERGE, REPEATED_KEY -> "The key " + written + " is repeated here.";
        };
    Rule rule = note.sort() == Sort.REPEATED_KEY ? REPEATED_KEY : VALUE;
    findings.addEach(rule, template.holder(note.at()), note.at(), seen, instead(note));
  }

  private static String instead(TemplateNote.YamlNote note) {
    return switch (note.sort()) {
      case NUMBER, BOOLEAN ->
          "Write it in quotes, \""
              + note.written()
              + "\", or "
              + note.read()
              + " if that is meant.";
      case DATE, LEADING_ZERO -> "Write it in quotes, \"" + note.written() + "\".";
      case ALIAS, MERGE, REPEATED_KEY -> "Write it once, with everything below it.";
    };
  }
}
