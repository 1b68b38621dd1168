package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The function starts fast, keeps no secret in plain text, and reads what a pipe passes to it. */
final class FunctionCheck implements Check {
  private static final int LEAST_MEMORY = 512;
  private static final int STANDARD_MEMORY = 128;

  private static final Rule SNAPSTART_NOT_USED = Catalogue.rule("snapstart-not-used");
  private static final Rule MEMORY_LOW = Catalogue.rule("memory-low");
  private static final Rule SECRET = Catalogue.rule("secret-in-environment");
  private static final Rule OUTSIDE_LAYER = Catalogue.rule("file-outside-layer");
  private static final Rule READS_RECORDS = Catalogue.rule("function-reads-records");
  private static final Rule PARTIAL_FAILURE = Catalogue.rule("enrichment-partial-failure");

  private static final Pattern FAILURES = Pattern.compile("['\"]?batchItemFailures['\"]?\\s*:");

  @Override
  public void examine(Subject subject, Findings findings) {
    for (Declaration function : subject.functions()) {
      memory(function, findings);
      secrets(function, subject, findings);
      files(function, findings);
      FunctionCode.of(function).ifPresent(code -> records(code, function, findings));
    }
    Stream.of("Enrichment", "Target").forEach(stage -> snapStart(stage, subject, findings));
    subject
        .function()
        .ifPresent(function ->
            FunctionCode.of(function).ifPresent(code -> failures(code, function, findings)));
  }

  private static void memory(Declaration function, Findings findings) {
    Property size = function.property("MemorySize");
    OptionalInt memory = size.isAbsent() ? OptionalInt.of(STANDARD_MEMORY) : size.whole();
    boolean java =
        function.property("Runtime").text().filter(r -> r.startsWith("java")).isPresent();
    if (java && memory.isPresent() && memory.getAsInt() < LEAST_MEMORY) {
      findings.add(
          MEMORY_LOW,
          function,
          size.isAbsent() ? function.at() : size.at(),
          function
              + " has "
              + memory.getAsInt()
              + " MB"
              + (size.isAbsent() ? ", Lambda's default." : "."),
          "Write MemorySize: 1024, and at least 512.");
    }
  }

  private static void snapStart(String stage, Subject subject, Findings findings) {
    Property called = subject.at(stage);
    subject
        .declaration(stage)
        .filter(Declaration::isFunction)
        .filter(FunctionCheck::hasSnapStart)
        .filter(function -> function.arn().equals(called.text()))
        .ifPresent(function ->
            findings.add(
                SNAPSTART_NOT_USED,
                subject.pipe(),
                called.at(),
                subject.name() + " calls " + function + " without a version or an alias.",
                function.isServerless()
                    ? "Set AutoPublishAlias: live, and write %s: !Ref %s.Alias."
                        .formatted(stage, function)
                    : "Write %s: !Ref ALIAS, of an AWS::Lambda::Alias of %s."
                        .formatted(stage, function)));
  }

  private static boolean hasSnapStart(Declaration function) {
    Property apply = function.property("SnapStart").get("ApplyOn");
    return apply.text().equals(Optional.of("PublishedVersions"));
  }

  private static void secrets(Declaration function, Subject subject, Findings findings) {
    Property variables = function.property("Environment").get("Variables");
    for (String name : variables.keys()) {
      Property value = variables.get(name);
      SecretVariables.kind(name, value, subject.template())
          .ifPresent(kind ->
              findings.add(
                  SECRET,
                  function,
                  value.at(),
                  "The variable " + name + " of " + function + " holds " + kind + ".",
                  "Put the name or the ARN of the secret there, and let the function read it from"
                      + " Secrets Manager."));
    }
  }

  /** Only for Standpipe's functions: elsewhere a variable of that name may mean anything. */
  private static void files(Declaration function, Findings findings) {
    if (!function.property("Handler").text().orElse("").startsWith("io.github.standpipe.")) {
      return;
    }
    Property variables = function.property("Environment").get("Variables");
    for (String name : variables.keys()) {
      Property value = variables.get(name);
      file(name, value.text().orElse(""))
          .filter(FunctionCheck::leadsOut)
          .ifPresent(file ->
              findings.add(
                  OUTSIDE_LAYER,
                  function,
                  value.at(),
                  "The variable " + name + " of " + function + " points outside the layer.",
                  "Put the file into the layer, and use its path there."));
    }
  }

  private static Optional<String> file(String variable, String value) {
    if (variable.equals("TRANSFORM")) {
      return Optional.of(value.strip());
    }
    return variable.startsWith("LOOKUP_") && value.startsWith("file:")
        ? Optional.of(value.substring("file:".length()))
        : Optional.empty();
  }

  private static boolean leadsOut(String file) {
    Path path = Path.of(file).normalize();
    return path.isAbsolute() && !path.startsWith("/opt") && !path.startsWith("/var/task")
        || path.startsWith("..");
  }

  private static void records(FunctionCode code, Declaration function, Findings findings) {
    if (HandlerReads.records(code.text(), code.isPython())) {
      findings.add(
          READS_RECORDS,
          function,
          code.at(),
          function + " reads event.Records.",
          "Read the event itself: it is the array.");
    }
  }

  private static void failures(FunctionCode code, Declaration function, Findings findings) {
    if (FAILURES.matcher(code.text()).find()) {
      findings.add(
          PARTIAL_FAILURE,
          function,
          code.at(),
          function + " returns batchItemFailures.",
          "Return an event that describes the failure, or throw, which returns the whole batch.");
    }
  }
}
