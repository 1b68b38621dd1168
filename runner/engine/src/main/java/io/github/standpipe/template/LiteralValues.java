package io.github.standpipe.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of resources that no file holds. They mean what they are: an object with the key
 * {@code Ref} is an object. A null is a value that exists and is unknown.
 */
final class LiteralValues {
  private final Map<String, Place> places;
  private int count;

  LiteralValues(Map<String, Place> places) {
    this.places = places;
  }

  /** A template with resources alone. */
  Value.Mapping root(String name, JsonNode resources) {
    Place top = new Place(name, 0, 0);
    Map<String, Value.Entry> all = new LinkedHashMap<>();
    resources
        .properties()
        .forEach(one -> {
          Place at = places.getOrDefault(one.getKey(), top);
          all.put(one.getKey(), new Value.Entry(at, value(one.getValue(), at)));
        });
    Value.Entry section = new Value.Entry(top, new Value.Mapping(all, top));
    return new Value.Mapping(Map.of("Resources", section), top);
  }

  private Value value(JsonNode json, Place holder) {
    Place at = next(holder);
    return switch (json.getNodeType()) {
      case OBJECT -> {
        Map<String, Value.Entry> entries = new LinkedHashMap<>();
        json.properties()
            .forEach(one ->
                entries.put(
                    one.getKey(), new Value.Entry(next(holder), value(one.getValue(), holder))));
        yield new Value.Mapping(entries, at);
      }
      case ARRAY -> {
        List<Value> items = new ArrayList<>();
        json.forEach(item -> items.add(value(item, holder)));
        yield new Value.Sequence(items, at);
      }
      case NULL, MISSING -> new Value.Call("Fn::ImportValue", new Value.Scalar("?", at), at);
      case STRING -> new Value.Scalar(json.textValue(), at);
      default -> new Value.Scalar(json.asText(), true, at);
    };
  }

  /** Without a line, values differ by their number, so that their findings stay apart. */
  private Place next(Place holder) {
    return holder.line() > 0 ? holder : new Place(holder.file(), 0, ++count);
  }
}
