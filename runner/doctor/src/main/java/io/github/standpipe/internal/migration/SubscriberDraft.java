package io.github.standpipe.internal.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Arn;
import io.github.standpipe.json.Json;
import io.github.standpipe.template.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The subscriber for one target of a rule.
 *
 * @param id the logical id that the subscriber gets
 * @param bus the logical id of its bus
 * @param rule the rule's properties as they are written
 * @param target the target's properties as they are written
 * @param read the same target, resolved
 * @param changes collects what would change
 */
record SubscriberDraft(
    String id,
    String bus,
    JsonNode rule,
    JsonNode target,
    Property read,
    List<MigrationChange> changes) {
  private static final int MOST_EXPRESSION = 8192;

  SubscriberDraft(String id, String bus, JsonNode rule, JsonNode target, Property read) {
    this(id, bus, rule, target, read, new ArrayList<>());
  }

  private void change(String about, String text) {
    changes.add(new MigrationChange(about, text));
  }

  /** The service of the target, such as {@code sqs}; empty if its ARN is not known here. */
  private String service() {
    return read.get("Arn").text().flatMap(Arn::parse).map(Arn::service).orElse("");
  }

  boolean isFifo() {
    return read.get("Arn").text().orElse("").endsWith(".fifo");
  }

  /** The resources by logical id; empty if no subscriber can take the target's place. */
  Optional<ObjectNode> resources() {
    Optional<ObjectNode> transformer = transformer();
    Optional<String> pattern = new PatternText(rule.path("EventPattern"), this::change).text();
    if (transformer.isEmpty() || pattern.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode properties = Json.object();
    properties
        .put("Name", id.toLowerCase(Locale.ROOT))
        .set("EventBusArn", Json.object().put("Ref", bus));
    properties.put("Type", isFifo() ? "FIFO" : "UNORDERED").put("State", state());
    ObjectNode filter = Json.object().put("Scope", "DATA").put("Pattern", pattern.get());
    properties.set("FilterConfiguration", Json.object().set("Filters", Json.array().add(filter)));
    if (!transformer.get().isEmpty()) {
      properties.set("Transformer", transformer.get());
    }
    if (service().equals("lambda") || service().equals("states")) {
      properties.putObject("BatchConfiguration").put("MaxBatchSize", 1);
      change(
          "batch",
          "a subscriber sends arrays of up to 10 events by default; MaxBatchSize 1 keeps one event"
              + (service().equals("lambda")
                  ? ""
                  : ", but whether it comes in an array is not documented"));
    }
    properties.set("RetryPolicy", retry());
    JsonNode letters = target.path("DeadLetterConfig").path("Arn");
    if (!letters.isMissingNode()) {
      properties.putObject("OnFailureConfiguration").set("Arn", letters);
    }
    deadLetters(!letters.isMissingNode());
    properties.set("InvokeConfiguration", invoke());
    ObjectNode resources = Json.object();
    resources.set(id, resource("AWS::EventsV2::Subscriber", properties));
    resources.set(id + "Role", resource("AWS::IAM::Role", role(letters)));
    return Optional.of(resources);
  }

  static ObjectNode resource(String type, ObjectNode properties) {
    return Json.object().put("Type", type).set("Properties", properties);
  }

  private String state() {
    boolean isOff = rule.path("State").asText().equals("DISABLED");
    if (isOff) {
      change(
          "state",
          "a disabled rule loses events, a stopped subscriber keeps them for the bus's retention;"
              + " set ResumePosition LATEST when it is started");
    }
    return isOff ? "STOPPED" : "RUNNING";
  }

  /** The transformer; empty properties for RAW, nothing if it cannot be said in JSONata. */
  private Optional<ObjectNode> transformer() {
    if (target.has("Input")) {
      change("payload", "Input becomes an expression; its white space is not kept");
      return jsonata(read.get("Input").text());
    }
    if (target.has("InputPath")) {
      change(
          "payload",
          "a path that finds a text gives it without quotes, and no message if it is empty; one"
              + " that finds nothing fails the delivery, which is retried and then a dead letter");
      return jsonata(read.get("InputPath").text().flatMap(JsonataText::path));
    }
    if (target.has("InputTransformer")) {
      return ofTemplate(read.get("InputTransformer"));
    }
    change(
        "payload",
        "the body is the same envelope; a replay shows only in aws:DeliveryType, not as"
            + " replay-name");
    return Optional.of(Json.object());
  }

  private Optional<ObjectNode> ofTemplate(Property transformer) {
    Property map = transformer.get("InputPathsMap");
    var paths = new TreeMap<String, String>();
    map.keys().forEach(key -> map.get(key).text().ifPresent(path -> paths.put(key, path)));
    Optional<String> template = transformer.get("InputTemplate").text();
    boolean isText = template.filter(text -> text.strip().startsWith("\"")).isPresent();
    change(
        "payload",
        isText
            ? "the body is the text without the quotes that the rule sends around it"
            : "InputTransformer becomes an expression over $events.Data; values are escaped, which"
                + " the rule does not do, and null stays null");
    change(
        "missing paths",
        "the rule sends \"\" for a path that finds nothing, and so does the expression; without"
            + " $exists the key would be left out");
    return jsonata(template.flatMap(text -> new JsonataText(paths).template(text)));
  }

  private Optional<ObjectNode> jsonata(Optional<String> expression) {
    Optional<String> written =
        expression.map(text -> "{% " + text + " %}").filter(t -> t.length() <= MOST_EXPRESSION);
    if (written.isEmpty()) {
      change(
          "payload",
          "the input option has no counterpart that is sure to be the same; write a JSONata"
              + " expression by hand");
    }
    return written.map(text -> {
      ObjectNode transformer = Json.object().put("Type", "JSONATA");
      transformer.putObject("JsonataConfiguration").put("Expression", text);
      return transformer;
    });
  }

  private ObjectNode retry() {
    JsonNode policy = target.path("RetryPolicy");
    change(
        "retry",
        "a subscriber retries 5 times within 300 s by default, a rule 185 times within a day; the"
            + " values of the rule are written out. Missing rights are retried too");
    ObjectNode retry = Json.object();
    JsonNode attempts = policy.path("MaximumRetryAttempts");
    JsonNode age = policy.path("MaximumEventAgeInSeconds");
    retry.set(
        "MaxRetryAttempts", attempts.isMissingNode() ? Json.object().numberNode(185) : attempts);
    retry.set("MaxEventAgeInSeconds", age.isMissingNode() ? Json.object().numberNode(86_400) : age);
    return retry;
  }

  private void deadLetters(boolean hasQueue) {
    change(
        "dead letter",
        hasQueue
            ? "a dead letter holds ids and not the event: what reads the queue, redrives it or"
                + " imports it must change"
            : "no dead-letter queue is configured, so what cannot be delivered is lost, as with the"
                + " rule");
  }

  private ObjectNode invoke() {
    ObjectNode invoke = Json.object();
    invoke.set("TargetArn", target.path("Arn"));
    invoke.set(
        "RoleArn", Json.object().set("Fn::GetAtt", Json.array().add(id + "Role").add("Arn")));
    change(
        "permissions",
        "a role delivers, not the queue's policy: the statement for the rule can go once nothing"
            + " else needs it, and a customer key must let the role call kms:GenerateDataKey and"
            + " kms:Decrypt");
    group().ifPresent(group -> invoke.putObject("SqsParameters").put("MessageGroupId", group));
    return invoke;
  }

  private Optional<String> group() {
    Optional<String> written = read.get("SqsParameters").get("MessageGroupId").text();
    if (isFifo()) {
      change(
          "FIFO",
          "a FIFO subscriber keeps the order of EventGroupId, which publishers must send; its"
              + " dead-letter queue must be FIFO too");
    }
    return written
        .map(group ->
            JsonataText.path(group).map(path -> "{% $string(" + path + ") %}").orElse(group))
        .or(() ->
            isFifo() ? Optional.of("{% $events.SystemMetadata.EventGroupId %}") : Optional.empty());
  }

  private ObjectNode role(JsonNode letters) {
    ObjectNode role = Json.object();
    role.set(
        "AssumeRolePolicyDocument",
        policy(
            Json.object()
                .put("Effect", "Allow")
                .put("Action", "sts:AssumeRole")
                .set("Principal", Json.object().put("Service", "events.amazonaws.com"))));
    List<ObjectNode> statements = new ArrayList<>();
    statements.add(allow(action(), target.path("Arn")));
    if (!letters.isMissingNode()) {
      statements.add(allow("sqs:SendMessage", letters));
    }
    ObjectNode inline = Json.object().put("PolicyName", "delivers");
    inline.set("PolicyDocument", policy(statements.toArray(ObjectNode[]::new)));
    role.set("Policies", Json.array().add(inline));
    return role;
  }

  private String action() {
    return switch (service()) {
      case "lambda" -> "lambda:InvokeFunction";
      case "states" -> "states:StartExecution";
      case "sns" -> "sns:Publish";
      case "kinesis" -> "kinesis:PutRecords";
      case "firehose" -> "firehose:PutRecordBatch";
      case "events" -> "events:PutEvents";
      default -> "sqs:SendMessage";
    };
  }

  private static ObjectNode allow(String action, JsonNode resource) {
    return Json.object().put("Effect", "Allow").put("Action", action).set("Resource", resource);
  }

  private static ObjectNode policy(ObjectNode... statements) {
    ObjectNode policy = Json.object().put("Version", "2012-10-17");
    policy.set("Statement", Json.array().addAll(List.of(statements)));
    return policy;
  }
}
