package io.github.standpipe.check;

import io.github.standpipe.json.Arn;
import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.Optional;

/** How a template names the resource behind an ARN. */
final class ResourceNames {
  private ResourceNames() {}

  static String of(Property property, Optional<String> arn, Template template) {
    return arn.flatMap(template::ofArn)
        .map(declared -> declared(declared, arn.orElse("")))
        .orElseGet(() ->
            arn.map(known -> other(known, property)).orElseGet(() -> unknown(property, template)));
  }

  private static String declared(Declaration declared, String arn) {
    String id = declared.logicalId();
    if (arn.contains(":table/") && arn.contains("/stream/")) {
      return "!GetAtt " + id + ".StreamArn";
    }
    Optional<String> own =
        declared.arn().filter(one -> !one.equals(arn) && !arn.equals(one + ":*"));
    if (arn.contains(":execute-api:")) {
      return desk(arn).replace(":" + id + "/", ":${" + id + "}/");
    }
    Property alias = declared.property("AutoPublishAlias");
    boolean published = !alias.isAbsent() && !alias.isLiteral();
    if (own.isPresent()
        && published
        && alias.text().filter(text -> arn.equals(own.get() + ":" + text)).isPresent()) {
      return "!Ref " + id + ".Alias";
    }
    if (own.isPresent()) {
      return "!Sub ${" + id + ".Arn}" + arn.substring(own.get().length());
    }
    boolean byRef = declared.isStateMachine() || declared.ref().equals(Optional.of(arn));
    return byRef ? "!Ref " + id : "!GetAtt " + id + ".Arn";
  }

  /** A composed ARN contains the local region and account. */
  private static String other(String arn, Property property) {
    return property.isLiteral() ? arn : desk(arn);
  }

  /** A resource outside the template, by its name or ARN. */
  static String outside(String name, String arn) {
    return name.startsWith("arn:") ? arn : desk(arn);
  }

  private static String desk(String arn) {
    return Arn.parse(arn).map(ResourceNames::desk).orElse(arn);
  }

  private static String desk(Arn arn) {
    if (arn.service().equals("s3")) {
      return "!Sub arn:${AWS::Partition}:s3:::" + arn.resource();
    }
    return arn.region().isEmpty()
        ? arn.toString()
        : "!Sub arn:${AWS::Partition}:%s:${AWS::Region}:${AWS::AccountId}:%s"
            .formatted(arn.service(), arn.resource());
  }

  private static String unknown(Property property, Template template) {
    return property
        .direct()
        .filter(name -> property.kind().equals("Ref"))
        .map(name -> "!Ref " + name + (isAliased(property, template) ? ".Alias" : ""))
        .orElseGet(
            () -> property.isAbsent() ? "what is not named" : "what " + property.kind() + " gives");
  }

  /** A function's name is known, but not the alias that SAM creates for it. */
  private static boolean isAliased(Property property, Template template) {
    return template
        .find(property)
        .filter(Declaration::isFunction)
        .filter(function -> function.property("AutoPublishAlias").isUnknown())
        .isPresent();
  }

  /** The resource alone: {@code Queue} of {@code !GetAtt Queue.Arn}. */
  static String bare(String named) {
    String plain = named.replaceAll("^!\\w+ (\\$\\{)?", "").replaceAll("\\.(Stream)?Arn}?", "");
    return plain.startsWith("arn:${") ? plain.replaceAll("^.*AccountId}:|[${}]", "") : plain;
  }
}
