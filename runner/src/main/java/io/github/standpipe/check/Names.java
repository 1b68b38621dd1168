package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.Optional;

/** How a template names the resource behind an ARN. */
final class Names {
  private Names() {}

  static String of(Property property, Optional<String> arn, Template template) {
    Optional<Declaration> declared = arn.flatMap(template::ofArn);
    if (declared.isEmpty()) {
      return arn.orElse(property.kind());
    }
    String id = declared.get().logicalId();
    Optional<String> own = declared.get().arn();
    if (own.isPresent() && !own.equals(arn)) {
      String qualifier = arn.orElse("").substring(own.get().length());
      return "!Sub ${" + id + ".Arn}" + qualifier;
    }
    return declared.get().isStateMachine() ? "!Ref " + id : "!GetAtt " + id + ".Arn";
  }

  /** The resource alone: {@code Queue} of {@code !GetAtt Queue.Arn}. */
  static String bare(String named) {
    return named.replaceAll("^!\\w+ (\\$\\{)?", "").replaceAll("\\.Arn}?", "");
  }
}
