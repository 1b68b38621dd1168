package io.github.standpipe.internal.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.bus.FeedFault.FaultKind;
import io.github.standpipe.internal.shape.Reach;
import io.github.standpipe.internal.shape.Shape;
import io.github.standpipe.internal.shape.Shape.Listing;
import io.github.standpipe.internal.shape.Shape.Member;
import io.github.standpipe.internal.shape.Truth;
import io.github.standpipe.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The shape that the input option of a rule's target gives an event.
 *
 * @param faults the faults that are found
 */
record InputShapes(Shape event, List<FeedFault> faults) {
  /** Delimiters around the name of a placeholder; they do not occur in templates. */
  private static final String VALUE = "\uE000";

  private static final String TEXT = "\uE001";
  private static final String END = "\uE002";
  private static final Pattern WHOLE = Pattern.compile(VALUE + "([^" + END + "]+)" + END);
  private static final Pattern WITHIN =
      Pattern.compile("[" + VALUE + TEXT + "]([^" + END + "]+)" + END);

  InputShapes(Shape event) {
    this(event, new ArrayList<>());
  }

  /** The body's shape; empty if nothing is sent. */
  Optional<Shape> of(TargetInput input) {
    return switch (input) {
      case TargetInput.Whole() -> Optional.of(event);
      case TargetInput.Constant(String text) -> Optional.of(json(text));
      case TargetInput.AtPath(EventPath path, String where) -> atPath(path);
      case TargetInput.ByTemplate(InputTransformer transformer) -> transformed(transformer);
    };
  }

  private static Shape json(String text) {
    try {
      return Shape.of(Json.parse(text));
    } catch (JsonProcessingException e) {
      return new Shape.PlainText();
    }
  }

  private Optional<Shape> atPath(EventPath path) {
    Reach found = reach(path);
    if (found.presence() == Truth.NEVER) {
      faults.add(new FeedFault(FaultKind.NOTHING_AT_PATH, "InputPath", path.text()));
      return Optional.empty();
    }
    return Optional.of(found.shape());
  }

  private Reach reach(EventPath path) {
    return path.asksForEvery()
        ? new Reach(Shape.OPEN, Truth.PERHAPS)
        : Reach.of(event, path.steps());
  }

  private Optional<Shape> transformed(InputTransformer transformer) {
    TransformerText template = transformer.template();
    return switch (template.form()) {
      case JSON -> filled(transformer);
      case QUOTED -> Optional.of(quoted(template));
      case BARE -> Optional.of(Shape.OPEN);
    };
  }

  private Shape quoted(TransformerText template) {
    String text =
        template.pieces().stream()
            .map(piece -> piece instanceof TransformerText.Literal(String literal) ? literal : "x")
            .reduce("", String::concat);
    try {
      return Json.parse(text).isTextual() ? Shape.STRING : Shape.OPEN;
    } catch (JsonProcessingException e) {
      faults.add(new FeedFault(FaultKind.SEVERAL_LINES, "InputTemplate", ""));
      return new Shape.PlainText();
    }
  }

  private Optional<Shape> filled(InputTransformer transformer) {
    StringBuilder text = new StringBuilder();
    for (TransformerText.TemplatePiece piece : transformer.template().pieces()) {
      switch (piece) {
        case TransformerText.Literal(String literal) -> text.append(literal);
        case TransformerText.Slot(String name, boolean isQuoted, boolean key) ->
            text.append(isQuoted ? TEXT + name + END : "\"" + VALUE + name + END + "\"");
      }
    }
    try {
      Shape shape = shape(Json.parse(text.toString()), transformer);
      boolean isDelivered =
          faults.stream().noneMatch(fault -> fault.kind() == FaultKind.QUOTED_OBJECT);
      return isDelivered ? Optional.of(shape) : Optional.empty();
    } catch (JsonProcessingException e) {
      faults.add(new FeedFault(FaultKind.NOT_JSON, "InputTemplate", Json.reason(e)));
      return Optional.empty();
    }
  }

  private Shape shape(JsonNode template, InputTransformer transformer) {
    if (template.isObject()) {
      Map<String, Member> members = new LinkedHashMap<>();
      template
          .properties()
          .forEach(one ->
              members.put(one.getKey(), new Member(shape(one.getValue(), transformer), true)));
      return Shape.closed(members);
    }
    if (template.isArray()) {
      List<Shape> elements = new ArrayList<>();
      template.forEach(element -> elements.add(shape(element, transformer)));
      return new Listing(Shape.either(elements), template.isEmpty());
    }
    return template.isTextual() ? text(template, transformer) : Shape.of(template);
  }

  private Shape text(JsonNode template, InputTransformer transformer) {
    Matcher whole = WHOLE.matcher(template.textValue());
    if (whole.matches()) {
      return value(whole.group(1), transformer);
    }
    Matcher within = WITHIN.matcher(template.textValue());
    boolean isConstant = true;
    while (within.find()) {
      Reach found = inserted(within.group(1), transformer);
      if (found.isSurelyContainer()) {
        faults.add(fault(FaultKind.QUOTED_OBJECT, within.group(1), transformer));
      }
      emptyIfNothing(found, within.group(1), transformer);
      isConstant &= found.presence() == Truth.NEVER;
    }
    return isConstant ? Shape.constant(within.replaceAll("")) : Shape.STRING;
  }

  /** Rule {@code bus-template-value}: a missing value is an empty string. */
  private Shape value(String name, InputTransformer transformer) {
    Reach found = inserted(name, transformer);
    emptyIfNothing(found, name, transformer);
    return switch (found.presence()) {
      case ALWAYS -> found.shape();
      case PERHAPS -> Shape.either(List.of(found.shape(), Shape.constant("")));
      case NEVER -> Shape.constant("");
    };
  }

  private void emptyIfNothing(Reach found, String name, InputTransformer transformer) {
    if (found.presence() == Truth.NEVER) {
      faults.add(fault(FaultKind.ALWAYS_EMPTY, name, transformer));
    }
  }

  private static FeedFault fault(FaultKind kind, String name, InputTransformer transformer) {
    EventPath path = transformer.paths().get(name);
    return new FeedFault(kind, name, path == null ? "" : path.text());
  }

  private Reach inserted(String name, InputTransformer transformer) {
    EventPath path = transformer.paths().get(name);
    return path == null ? new Reach(reserved(name), Truth.ALWAYS) : reach(path);
  }

  /** Rule {@code bus-template-reserved}. */
  private Shape reserved(String name) {
    return switch (name) {
      case "aws.events.event.json" -> event;
      case "aws.events.event" -> {
        Map<String, Member> members = new LinkedHashMap<>();
        members.put("detailType", new Member(at("detail-type"), true));
        for (String key :
            List.of("id", "account", "time", "source", "region", "resources", "version")) {
          members.put(key, new Member(at(key), true));
        }
        yield Shape.closed(members);
      }
      default -> Shape.STRING;
    };
  }

  private Shape at(String key) {
    return Reach.of(event, List.of(key)).shape();
  }
}
