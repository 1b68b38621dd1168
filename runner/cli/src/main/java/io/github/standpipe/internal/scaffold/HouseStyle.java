package io.github.standpipe.internal.scaffold;

import io.github.standpipe.template.Common;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes new resources like the existing ones: properties in the template's {@code Globals} are left
 * out, and properties that its alarms and logs share are repeated.
 */
record HouseStyle(Common common) {
  private static final String HANDLER = "io.github.standpipe.enrich.EnrichmentHandler";
  private static final int LEAST_MEMORY = 512;
  // the queue's visibility timeout is computed from it
  private static final int TIMEOUT = 25;

  /** The words for the gaps; a property that is left out is an empty text. */
  Map<String, String> words(String function, String codeUri) {
    Map<String, String> words = new HashMap<>();
    words.put("codeUri", common.isGlobal("CodeUri") ? "" : "CodeUri: " + codeUri);
    words.put("runtime", isJava() ? "" : "Runtime: java21");
    words.put("memory", hasMemory() ? "" : "MemorySize: 1024");
    words.put("timeout", isInTime() ? "" : "Timeout: " + TIMEOUT);
    boolean json = isGlobal("JSON", "LoggingConfig", "LogFormat");
    words.put("format", json ? "" : "LogFormat: JSON, ");
    words.putAll(alias(function));
    words.put("level", level());
    words.put("retention", retention());
    words.put("actions", actions().map(actions -> "AlarmActions: " + actions).orElse(""));
    return words;
  }

  /** The words for a function that is a Java class. */
  Map<String, String> ofJava(String handler) {
    return Map.of("handler", "Handler: " + handler, "layers", "", "with", "", "transform", "");
  }

  /** The words for a function that runs a transform. */
  Map<String, String> ofTransform(String file, String layer) {
    boolean layered = common.globalRefersTo(layer, "Layers");
    return Map.of(
        "handler",
        isGlobal(HANDLER, "Handler") ? "" : "Handler: " + HANDLER,
        "layers",
        layered ? "" : "Layers: [!Ref " + layer + "]",
        "with",
        " with " + file,
        "transform",
        "TRANSFORM: " + file);
  }

  /** A function with SnapStart is called by its alias, because $LATEST does not have it. */
  private Map<String, String> alias(String function) {
    boolean published = common.isGlobal("AutoPublishAlias");
    boolean called = published || isGlobal("PublishedVersions", "SnapStart", "ApplyOn");
    boolean all = published || !called || common.isGlobal("AutoPublishAliasAllProperties");
    return Map.of(
        "called", called ? "!Ref " + function + ".Alias" : "!GetAtt " + function + ".Arn",
        "alias", published || !called ? "" : "AutoPublishAlias: live",
        "allProperties", all ? "" : "AutoPublishAliasAllProperties: true");
  }

  private boolean isGlobal(String value, String... path) {
    return common.globalText(path).equals(Optional.of(value));
  }

  /** A value that cannot be resolved counts as right, here and below. */
  private boolean isJava() {
    return common.isGlobal("Runtime")
        && common.globalText("Runtime").orElse("java").startsWith("java");
  }

  private boolean hasMemory() {
    return common.isGlobal("MemorySize")
        && common.globalText("MemorySize").map(HouseStyle::whole).orElse(LEAST_MEMORY)
            >= LEAST_MEMORY;
  }

  private boolean isInTime() {
    int seconds = common.globalText("Timeout").map(HouseStyle::whole).orElse(0);
    return seconds > 0 && seconds <= TIMEOUT;
  }

  private static int whole(String text) {
    return text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
  }

  /** A pipe that logs every step, or nothing, is not a model. */
  private String level() {
    return common
        .parameter("PipeLogLevel")
        .filter(level -> List.of("ERROR", "INFO").contains(level))
        .map(level -> "!Ref PipeLogLevel")
        .orElse("ERROR");
  }

  private String retention() {
    return common
        .of("AWS::Logs::LogGroup", "RetentionInDays")
        .or(() -> common.parameter("LogRetentionDays").map(days -> "!Ref LogRetentionDays"))
        .orElse("30");
  }

  /** The alarm actions of the existing alarms, else the only topic. */
  Optional<String> actions() {
    List<String> topics = common.idsOfType("AWS::SNS::Topic").toList();
    return common
        .of("AWS::CloudWatch::Alarm", "AlarmActions")
        .or(this::topicOfParameter)
        .or(() -> topics.size() == 1 ? Optional.of("[!Ref " + topics.getFirst() + "]") : none());
  }

  private Optional<String> topicOfParameter() {
    boolean known = common.hasCondition("AlarmsHaveATopic");
    return common
        .parameter("AlarmTopicArn")
        .filter(topic -> known)
        .map(topic -> "!If [AlarmsHaveATopic, [!Ref AlarmTopicArn], !Ref AWS::NoValue]");
  }

  private static Optional<String> none() {
    return Optional.empty();
  }
}
