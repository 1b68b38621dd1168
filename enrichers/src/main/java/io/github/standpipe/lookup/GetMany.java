package io.github.standpipe.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Fault;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One request for many keys, separated by commas. The answer is an object of documents by key; or,
 * where the option {@code by} names the member that holds the key, an array of documents. A key
 * that it leaves out has no document.
 */
record GetMany(HttpGet get, UriTemplate template, String by) implements Call {

  @Override
  public Answer ask(List<String> keys) throws IOException, InterruptedException {
    String joined = keys.stream().map(Http.ENCODED).collect(Collectors.joining(","));
    URI address = URI.create(template.text().replace("{keys}", joined));
    return switch (get.of(address)) {
      case HttpGet.Result.Document(var json) -> Answer.found(documents(json, keys));
      case HttpGet.Result.Nothing() ->
          throw new Fault(
              "HTTP 404; a service that is asked for many keys answers 200 with those it has");
      case HttpGet.Result.Busy(var why, var pause) -> new Answer.Busy(why, pause);
    };
  }

  private Map<String, JsonNode> documents(JsonNode json, List<String> keys) {
    if (json.isPojo()) {
      throw new Fault("its answer is too large; raise the option 'max' or lower 'batch'");
    }
    Map<String, JsonNode> all = by.isEmpty() ? byKey(json) : byMember(json);
    all.keySet().retainAll(keys);
    all.values().removeIf(JsonNode::isNull);
    return all;
  }

  private static Map<String, JsonNode> byKey(JsonNode json) {
    if (!json.isObject()) {
      throw new Fault(
          "its answer is no object of documents by key; name their key's member: by=NAME");
    }
    Map<String, JsonNode> all = new HashMap<>();
    json.properties().forEach(member -> all.put(member.getKey(), member.getValue()));
    return all;
  }

  private Map<String, JsonNode> byMember(JsonNode json) {
    if (!json.isArray()) {
      throw new Fault(
          "its answer is no array of documents; leave out the option 'by' for an object");
    }
    Map<String, JsonNode> all = new HashMap<>();
    for (JsonNode document : json) {
      JsonNode key = document.path(by);
      if (key.isTextual() || key.isIntegralNumber()) {
        all.put(key.asText(), document);
      }
    }
    return all;
  }
}
