package io.github.standpipe.pipe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A record as event-ruler sees it: its values by their dotted keys, without arrays, each with the
 * array elements that contain it.
 */
final class EventFields {

  /**
   * One value.
   *
   * @param place its path with indices
   * @param elements the index by array, for the arrays with an element that contains it
   */
  record Field(String place, JsonNode value, Map<Integer, Integer> elements) {}

  private final Map<String, List<Field>> fields = new TreeMap<>();
  private final Map<String, JsonNode> containers = new LinkedHashMap<>();
  private int arrays;

  private EventFields() {}

  static EventFields of(JsonNode record) {
    EventFields fields = new EventFields();
    fields.object("", "", record, Map.of());
    return fields;
  }

  List<Field> at(String path) {
    return fields.getOrDefault(path, List.of());
  }

  Map<String, List<Field>> all() {
    return fields;
  }

  /** The objects and arrays by path; the last one if there are several. */
  Map<String, JsonNode> containers() {
    return containers;
  }

  private void object(String path, String place, JsonNode object, Map<Integer, Integer> elements) {
    for (var field : object.properties()) {
      String dot = path.isEmpty() ? "" : ".";
      value(path + dot + field.getKey(), place + dot + field.getKey(), field.getValue(), elements);
    }
  }

  private void value(String path, String place, JsonNode value, Map<Integer, Integer> elements) {
    if (value.isContainerNode()) {
      containers.put(path, value);
    }
    if (value.isObject()) {
      object(path, place, value, elements);
    } else if (value.isArray()) {
      array(path, place, value, elements);
    } else {
      fields.computeIfAbsent(path, p -> new ArrayList<>()).add(new Field(place, value, elements));
    }
  }

  /** Only what is nested in an element is bound to it; plain values of an array are not. */
  private void array(String path, String place, JsonNode array, Map<Integer, Integer> elements) {
    int id = arrays++;
    for (int i = 0; i < array.size(); i++) {
      Map<Integer, Integer> within = elements;
      if (array.get(i).isContainerNode()) {
        within = new TreeMap<>(elements);
        within.put(id, i);
      }
      value(path, place + "[" + i + "]", array.get(i), within);
    }
  }
}
