package io.github.standpipe.machine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.states.MachineJson;
import io.github.standpipe.internal.states.StateFailure;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The items of a distributed Map that are in S3: JSON, JSON Lines, CSV, a list of keys. */
record ItemReader(StateRun visit, MapLimits limits) {
  private static final String FAILED = "States.ItemReaderFailed";

  private JsonNode config() {
    return visit.state().field("ItemReader").path("ReaderConfig");
  }

  void checkMaxItems() {
    limits.number(config(), "ItemReader/ReaderConfig/", "MaxItems", true);
  }

  ArrayNode read() {
    return atMost(this::all);
  }

  /** The items of a text that has been read. */
  ArrayNode read(String text) {
    return atMost(() -> parse(text));
  }

  private ArrayNode atMost(Supplier<ArrayNode> source) {
    OptionalDouble most = limits.number(config(), "ItemReader/ReaderConfig/", "MaxItems", true);
    if (most.isPresent() && most.getAsDouble() < 0) {
      throw StateFailure.of(FAILED, "field MaxItems must be positive");
    }
    ArrayNode all = source.get();
    if (most.isEmpty() || most.getAsDouble() == 0 || all.size() <= most.getAsDouble()) {
      return all;
    }
    ArrayNode some = MachineJson.NODES.arrayNode();
    for (int i = 0; i < most.getAsDouble(); i++) {
      some.add(all.get(i));
    }
    return some;
  }

  private ArrayNode all() {
    State state = visit.state();
    JsonNode reader = state.field("ItemReader");
    JsonNode source =
        state.jsonata()
            ? visit.evaluation().jsonata(reader.path("Arguments"), "ItemReader/Arguments")
            : visit.evaluation().template(reader.path("Parameters"), visit.effectiveInput());
    if (reader.path("Resource").asText().endsWith("listObjectsV2")) {
      ArrayNode listed = list(source);
      return config().path("Transformation").asText().equals("LOAD_AND_FLATTEN")
          ? loaded(source.path("Bucket").asText(), listed)
          : listed;
    }
    return parse(object(source.path("Bucket").asText(), source.path("Key").asText()));
  }

  private ArrayNode loaded(String bucket, ArrayNode listed) {
    ArrayNode items = MachineJson.NODES.arrayNode();
    listed.forEach(item -> items.addAll(parse(object(bucket, item.path("Key").asText()))));
    return items;
  }

  private ArrayNode parse(String text) {
    String type = config().path("InputType").asText("JSON");
    return switch (type) {
      case "JSON" -> pointed(json(text));
      case "JSONL" -> lines(text);
      case "CSV" -> csv(text);
      case "MANIFEST" -> manifest(text);
      default -> throw StateFailure.of(FAILED, "The InputType '" + type + "' is not supported.");
    };
  }

  private String object(String bucket, String key) {
    String text = visit.machine().outside().objects().get(bucket + "/" + key);
    if (text == null) {
      throw StateFailure.of(
          FAILED, "The object '" + key + "' of the bucket '" + bucket + "' is not there.");
    }
    return text;
  }

  private ArrayNode list(JsonNode source) {
    String prefix = source.path("Bucket").asText() + "/";
    ArrayNode keys = MachineJson.NODES.arrayNode();
    for (Map.Entry<String, String> object :
        new TreeMap<>(visit.machine().outside().objects()).entrySet()) {
      if (object.getKey().startsWith(prefix + source.path("Prefix").asText())) {
        ObjectNode item = keys.addObject();
        item.put("Etag", "");
        item.put("Key", object.getKey().substring(prefix.length()));
        item.put("LastModified", 0);
        item.put("Size", object.getValue().length());
        item.put("StorageClass", "STANDARD");
      }
    }
    return keys;
  }

  private static JsonNode json(String text) {
    try {
      return MachineJson.parse(text);
    } catch (JsonProcessingException e) {
      throw StateFailure.of(FAILED, "Attempting to read JSON failed: the object is not JSON.");
    }
  }

  /** The array of a file, or the one in it at ItemsPointer. */
  private ArrayNode pointed(JsonNode json) {
    JsonNode pointer = config().path("ItemsPointer");
    if (pointer.isTextual() && !pointer.textValue().matches("(/.*)?")) {
      throw StateFailure.of(FAILED, "The ItemsPointer is not a JSON pointer: begin it with '/'.");
    }
    JsonNode items = pointer.isTextual() ? json.at(pointer.textValue()) : json;
    if (items instanceof ArrayNode array) {
      if (pointer.isTextual()) {
        visit.probe().note("afterItemsPointer", array);
      }
      return array;
    }
    throw StateFailure.of(FAILED, "Attempting to map over non-iterable node.");
  }

  private static ArrayNode lines(String text) {
    ArrayNode items = MachineJson.NODES.arrayNode();
    text.lines().filter(line -> !line.isBlank()).forEach(line -> items.add(json(line)));
    return items;
  }

  /** The manifest of an inventory names files, whose rows are the items. */
  private ArrayNode manifest(String text) {
    JsonNode manifest = json(text);
    String bucket = manifest.path("destinationBucket").asText().replaceFirst("^arn:aws:s3:::", "");
    ArrayNode items = MachineJson.NODES.arrayNode();
    List<String> names = List.of(manifest.path("fileSchema").asText().split("\\s*,\\s*"));
    for (JsonNode file : manifest.path("files")) {
      for (List<String> row : new CsvText(object(bucket, file.path("key").asText()), ',').rows()) {
        items.add(object(names, row));
      }
    }
    return items;
  }

  private ArrayNode csv(String text) {
    List<List<String>> rows = new ArrayList<>(new CsvText(text, delimiter()).rows());
    List<String> headers = headers(rows);
    if (new LinkedHashSet<>(headers).size() < headers.size()) {
      throw StateFailure.of(FAILED, "CSV headers cannot contain duplicates.");
    }
    ArrayNode items = MachineJson.NODES.arrayNode();
    rows.forEach(row -> items.add(object(headers, row)));
    return items;
  }

  private char delimiter() {
    return switch (config().path("CSVDelimiter").asText()) {
      case "PIPE" -> '|';
      case "SEMICOLON" -> ';';
      case "SPACE" -> ' ';
      case "TAB" -> '\t';
      default -> ',';
    };
  }

  private List<String> headers(List<List<String>> rows) {
    if (config().path("CSVHeaderLocation").asText().equals("GIVEN")) {
      List<String> headers = new ArrayList<>();
      config().path("CSVHeaders").forEach(header -> headers.add(header.asText()));
      return headers;
    }
    return rows.isEmpty() ? List.of() : rows.removeFirst();
  }

  private static JsonNode object(List<String> headers, List<String> row) {
    ObjectNode item = MachineJson.NODES.objectNode();
    for (int i = 0; i < headers.size(); i++) {
      item.put(headers.get(i), i < row.size() ? row.get(i) : "");
    }
    return item;
  }
}
