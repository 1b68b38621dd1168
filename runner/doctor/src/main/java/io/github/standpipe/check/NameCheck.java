package io.github.standpipe.check;

import io.github.standpipe.template.Template;
import io.github.standpipe.template.TemplateNote;

/** Each name leads to something that the template declares or that SAM creates from it. */
final class NameCheck implements TemplateWide {
  private static final Rule DANGLING_REFERENCE = Catalogue.rule("dangling-reference");

  @Override
  public void examine(Template template, Findings findings) {
    for (TemplateNote.UnresolvedName name : template.unresolvedNames()) {
      String seen =
          "%s names %s by %s, and the template %s."
              .formatted(name.holder(), name.name(), name.by(), name.lack().reason());
      findings.addEach(DANGLING_REFERENCE, name.holder(), name.at(), seen, instead(name));
    }
  }

  private static String instead(TemplateNote.UnresolvedName name) {
    String id = name.name().replaceFirst("\\..*", "");
    return switch (name.lack()) {
      case RESOURCE, RESOURCE_OR_PARAMETER, CONDITION, MAPPING ->
          name.nearest().map(near -> "Write " + near + ", or declare ").orElse("Declare ")
              + id
              + ".";
      case ATTRIBUTE, OUTPUT ->
          name.nearest().map(near -> "Write " + near + ".").orElse("Remove it.");
      case REF_OF_ATTRIBUTE -> "Write !GetAtt " + name.nearest().orElse(id + ".Arn") + ".";
      case PUBLISHED ->
          "Set AutoPublishAlias of %1$s, or write !GetAtt %1$s.Arn."
              .formatted(name.nearest().orElse(id));
      case ROLE -> "Name the role in the Role property of the resource.";
    };
  }
}
