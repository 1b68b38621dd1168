package io.github.standpipe.check;

import io.github.standpipe.template.Property;
import java.util.List;
import java.util.Map;

/** Required properties of a pipe are present, and each value is one that the API accepts. */
final class ValueCheck implements Check {
  private static final Rule MISSING_PROPERTY = Catalogue.rule("missing-property");
  private static final Rule NOT_AN_ARN = Catalogue.rule("not-an-arn");
  private static final Rule UNKNOWN_VALUE = Catalogue.rule("unknown-value");
  private static final Rule TEXT_LIMITS = Catalogue.rule("text-limits");

  private static final Map<List<String>, List<String>> CHOICES =
      Map.of(
          List.of("DesiredState"),
          List.of("RUNNING", "STOPPED"),
          List.of("TargetParameters", "StepFunctionStateMachineParameters", "InvocationType"),
          List.of("FIRE_AND_FORGET", "REQUEST_RESPONSE"),
          List.of("TargetParameters", "LambdaFunctionParameters", "InvocationType"),
          List.of("FIRE_AND_FORGET", "REQUEST_RESPONSE"),
          List.of("LogConfiguration", "Level"),
          List.of("OFF", "ERROR", "INFO", "TRACE"));

  @Override
  public void examine(Subject subject, Findings findings) {
    for (String required : List.of("RoleArn", "Source", "Target")) {
      required(required, subject, findings);
    }
    ArnPlace.of(subject).forEach(place -> arn(place, findings));
    CHOICES.forEach((path, choices) -> choice(path, choices, subject, findings));
    limits(subject, findings);
  }

  private static void required(String key, Subject subject, Findings findings) {
    if (subject.at(key).isAbsent()) {
      String example = key.equals("RoleArn") ? "Role" : key.equals("Source") ? "Queue" : "Machine";
      findings.add(
          MISSING_PROPERTY,
          subject.pipe(),
          subject.pipe().at(),
          subject.name() + " has no " + key + ".",
          "Write " + key + ": !GetAtt " + example + ".Arn.");
    }
  }

  private static void arn(ArnPlace place, Findings findings) {
    String written = place.value().text().orElse("");
    String where = place.path() + " of " + place.resource() + " is ";
    if (written.startsWith("arn:")) {
      ArnForm.fault(written, place.name())
          .ifPresent(fault ->
              findings.add(
                  NOT_AN_ARN,
                  place.resource(),
                  place.value().at(),
                  where + place.value().kind() + ": " + fault.observed() + ".",
                  fault.instead()));
    } else if (!written.isEmpty() && !written.startsWith("smk://")) {
      findings.add(
          NOT_AN_ARN,
          place.resource(),
          place.value().at(),
          where + "'" + written + "'.",
          "Write " + place.name() + ": !GetAtt " + resourceName(place.value()) + ".Arn.");
    }
  }

  private static String resourceName(Property value) {
    return value.names().size() == 1 ? value.names().iterator().next() : "RESOURCE";
  }

  private static void choice(
      List<String> path, List<String> choices, Subject subject, Findings findings) {
    Property value = subject.at(path.toArray(String[]::new));
    value
        .text()
        .filter(text -> !choices.contains(text))
        .ifPresent(text ->
            findings.add(
                UNKNOWN_VALUE,
                subject.pipe(),
                value.at(),
                String.join(".", path) + " of " + subject.name() + " is '" + text + "'.",
                "Write " + String.join(" or ", choices) + "."));
  }

  private static void limits(Subject subject, Findings findings) {
    Property name = subject.at("Name");
    Property description = subject.at("Description");
    if (name.text().filter(text -> !text.matches("[.\\-_A-Za-z0-9]{1,64}")).isPresent()) {
      tooLong(name, "Name of " + subject.name() + " is " + name.kind() + ".", subject, findings);
    }
    int length = description.text().map(String::length).orElse(0);
    if (length > 512) {
      String seen = "Description of " + subject.name() + " has " + length + " characters.";
      tooLong(description, seen, subject, findings);
    }
  }

  private static void tooLong(Property at, String seen, Subject subject, Findings findings) {
    findings.add(TEXT_LIMITS, subject.pipe(), at.at(), seen, "Shorten it to what the API accepts.");
  }
}
