package io.github.standpipe.internal.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Warning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** {@code InputTransformer}: named values, and a template into which they are inserted. */
public final class InputTransformer {
  private static final Set<String> RESERVED =
      Set.of(
          "aws.events.rule-arn",
          "aws.events.rule-name",
          "aws.events.event.ingestion-time",
          "aws.events.event",
          "aws.events.event.json");
  private static final int MOST_PATHS = 100;
  private static final int MOST_CHARACTERS = 8192;

  private final Map<String, EventPath> paths;
  private final TransformerText template;
  private final String where;

  private InputTransformer(Map<String, EventPath> paths, TransformerText template, String where) {
    this.paths = paths;
    this.template = template;
    this.where = where;
  }

  /**
   * Reads a transformer.
   *
   * @param target the id of the target, which messages mention as AWS does
   * @throws Fault for a transformer that PutTargets rejects (rule {@code bus-template-refused})
   */
  public static InputTransformer parse(
      Map<String, String> paths, String template, String target, String where) {
    if (paths.size() > MOST_PATHS || template.isEmpty() || template.length() > MOST_CHARACTERS) {
      throw new Fault(
          where,
          "has "
              + paths.size()
              + " paths and a template of "
              + template.length()
              + " characters; write at most 100 paths and 1 to 8192 characters");
    }
    Map<String, EventPath> parsed = new TreeMap<>();
    paths.forEach((name, path) -> {
      if (!name.matches("[A-Za-z0-9_-]{1,256}") || name.startsWith("aws.")) {
        throw new Fault(
            where, "InputPathsMap has a key '" + name + "'; write letters, digits, _ and -");
      }
      parsed.put(name, EventPath.parse(path, where));
    });
    TransformerText text = TransformerText.parse(template);
    for (TransformerText.Slot slot : text.slots()) {
      check(slot, parsed, target, where);
    }
    return new InputTransformer(parsed, text, where);
  }

  private static void check(
      TransformerText.Slot slot, Map<String, EventPath> paths, String target, String where) {
    if (!paths.containsKey(slot.name()) && !RESERVED.contains(slot.name())) {
      throw new Fault(
          where,
          "InputTemplate for target "
              + target
              + " contains invalid placeholder "
              + slot.name()
              + ".");
    }
    if (slot.key()) {
      throw new Fault(
          where,
          "InputTemplate has <" + slot.name() + "> in a key; write placeholders as values only");
    }
  }

  Map<String, EventPath> paths() {
    return paths;
  }

  TransformerText template() {
    return template;
  }

  Rendering render(ClassicEvent event, ClassicRule rule) {
    if (template.form() == TransformerText.Form.BARE) {
      return unsettled("bus-template-bare", "the template is neither JSON nor in quotes");
    }
    List<Warning> warnings = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (TransformerText.TemplatePiece piece : template.pieces()) {
      switch (piece) {
        case TransformerText.Literal(String literal) -> text.append(literal);
        case TransformerText.Slot slot -> {
          Rendering value = slot(slot, event, rule);
          if (!(value instanceof Rendering.Content(String inserted, List<Warning> more))) {
            return value;
          }
          text.append(inserted);
          warnings.addAll(more);
        }
      }
    }
    return template.form() == TransformerText.Form.JSON
        ? json(text.toString(), warnings)
        : new Rendering.Content(text.toString(), List.copyOf(warnings));
  }

  /**
   * A template whose result is not JSON delivers nothing (rule {@code bus-template-undelivered}).
   */
  private static Rendering json(String text, List<Warning> warnings) {
    try {
      return new Rendering.Content(Json.text(Json.parse(text)), List.copyOf(warnings));
    } catch (JsonProcessingException e) {
      return new Rendering.Failure(
          "INVALID_JSON", "the template does not produce JSON: " + Json.reason(e));
    }
  }

  /**
   * The placeholders of its template that read the event, in their order.
   *
   * @return by name, whether an event may lack it because its path leads into the detail
   */
  public Map<String, Boolean> placeholders() {
    Map<String, Boolean> placeholders = new LinkedHashMap<>();
    for (TransformerText.Slot slot : template.slots()) {
      EventPath path = paths.get(slot.name());
      if (path != null) {
        placeholders.put(
            slot.name(), path.steps().size() > 1 && path.steps().getFirst().equals("detail"));
      }
    }
    return placeholders;
  }

  /** Whether an event has a value for a placeholder. */
  public boolean finds(String placeholder, JsonNode event) {
    EventPath path = paths.get(placeholder);
    return path != null && !path.asksForEvery() && !path.in(event).isMissingNode();
  }

  private Rendering slot(TransformerText.Slot slot, ClassicEvent event, ClassicRule rule) {
    EventPath path = paths.get(slot.name());
    if (path != null && path.asksForEvery()) {
      return unsettled("bus-path-every", "<" + slot.name() + "> asks for every element");
    }
    JsonNode value = path == null ? reserved(slot.name(), event, rule) : path.in(event.json());
    return template.form() == TransformerText.Form.QUOTED
        ? inText(slot, value)
        : slot.quoted() ? inString(slot, value) : asValue(slot, value);
  }

  private JsonNode reserved(String name, ClassicEvent event, ClassicRule rule) {
    return switch (name) {
      case "aws.events.rule-arn" -> TextNode.valueOf(rule.arn());
      case "aws.events.rule-name" -> TextNode.valueOf(rule.name());
      case "aws.events.event.ingestion-time" -> TextNode.valueOf(event.ingested().toString());
      case "aws.events.event.json" -> event.json();
      case "aws.events.event" -> withoutDetail(event.json());
      default -> MissingNode.getInstance();
    };
  }

  /** Its key for the detail type is spelt differently (rule {@code bus-template-reserved}). */
  private static ObjectNode withoutDetail(ObjectNode event) {
    ObjectNode some = Json.object();
    some.set("id", event.path("id"));
    some.set("account", event.path("account"));
    some.set("detailType", event.path("detail-type"));
    for (String key : List.of("time", "source", "region", "resources", "version")) {
      some.set(key, event.path(key));
    }
    return some;
  }

  /** Rule {@code bus-template-value}: a string gets quotes, a missing value is {@code ""}. */
  private Rendering asValue(TransformerText.Slot slot, JsonNode value) {
    if (value.isMissingNode()) {
      return Rendering.of("\"\"");
    }
    if (value.isTextual() && holdsEscapes(value.textValue())) {
      return escapes(slot);
    }
    boolean unseen = value.isNumber() || value.isNull();
    return new Rendering.Content(Json.text(value), unseen ? List.of(v10(slot, value)) : List.of());
  }

  /** Rule {@code bus-template-string}: an object or array in quotes is never delivered. */
  private Rendering inString(TransformerText.Slot slot, JsonNode value) {
    if (value.isContainerNode()) {
      return new Rendering.Failure(
          "INVALID_JSON",
          "<" + slot.name() + "> is " + Json.kind(value) + " in quotes; write it without quotes");
    }
    return scalar(slot, value);
  }

  /** Rule {@code bus-template-text}: objects and arrays lose their quotes. */
  private Rendering inText(TransformerText.Slot slot, JsonNode value) {
    if (value.isContainerNode() && slot.name().startsWith("aws.events.event")) {
      return unsettled("bus-template-reserved", "<" + slot.name() + "> is inside a string");
    }
    return value.isContainerNode()
        ? Rendering.of(Json.text(value).replace("\"", ""))
        : scalar(slot, value);
  }

  private Rendering scalar(TransformerText.Slot slot, JsonNode value) {
    if (value.isMissingNode()) {
      return Rendering.of("");
    }
    if (value.isNull()) {
      return new Rendering.Question(v10(slot, value));
    }
    if (value.isTextual() && holdsEscapes(value.textValue())) {
      return escapes(slot);
    }
    return new Rendering.Content(
        value.asText(), value.isNumber() ? List.of(v10(slot, value)) : List.of());
  }

  private Rendering escapes(TransformerText.Slot slot) {
    return unsettled(
        "V10", "<" + slot.name() + "> holds a quote, a backslash or a control character");
  }

  private Warning v10(TransformerText.Slot slot, JsonNode value) {
    return new Warning(
        "V10", where + ": <" + slot.name() + "> is " + Json.kind(value) + ", inserted as it is");
  }

  private Rendering unsettled(String rule, String what) {
    return new Rendering.Question(new Warning(rule, where + ": " + what));
  }

  private static boolean holdsEscapes(String text) {
    return text.chars().anyMatch(c -> c == '"' || c == '\\' || c < ' ');
  }
}
