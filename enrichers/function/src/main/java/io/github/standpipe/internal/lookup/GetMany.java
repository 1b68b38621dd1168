package io.github.standpipe.internal.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Figures;
import io.github.standpipe.enrich.Lookup;
import io.github.standpipe.json.Fault;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One request for many keys, separated by commas. The answer is an object of documents by key; or,
 * with the option {@code by}, the member that holds the key, an array of documents. A key that the
 * answer leaves out has no document.
 */
record GetMany(HttpGet get, UriTemplate template, String by) implements LookupCall {

  @Override
  public ServiceAnswer ask(List<String> keys, Figures figures)
      throws IOException, InterruptedException {
    List<String> some = fitting(keys);
    List<String> left = keys.subList(Math.max(1, some.size()), keys.size());
    if (some.isEmpty()) {
      JsonNode unusable = Lookup.unusable(UriTemplate.TOO_LONG);
      return new ServiceAnswer.Found(Map.of(keys.getFirst(), unusable), left);
    }
    return switch (get.of(URI.create(address(some)), figures)) {
      case HttpGet.Result.Document(var json) ->
          new ServiceAnswer.Found(documents(json, some), left);
      case HttpGet.Result.Nothing(int status) -> throw unusableStatus(status);
      case HttpGet.Result.Refused(int status) -> throw unusableStatus(status);
      case HttpGet.Result.Busy(var why, var pause) -> new ServiceAnswer.Busy(why, pause);
    };
  }

  /** As many keys as fit into an address; none if the first alone is too long. */
  private List<String> fitting(List<String> keys) {
    int places = template.text().split("\\{keys}", -1).length - 1;
    int length = template.text().length();
    int some = 0;
    while (some < keys.size()) {
      length += places * (Http.ENCODED.apply(keys.get(some)).length() + 1); // with its comma
      if (length > UriTemplate.LONGEST) {
        break;
      }
      some++;
    }
    return keys.subList(0, some);
  }

  private String address(List<String> keys) {
    String joined = keys.stream().map(Http.ENCODED).collect(Collectors.joining(","));
    return template.text().replace("{keys}", joined);
  }

  private static Fault unusableStatus(int status) {
    return new Fault(
        "HTTP "
            + status
            + "; a service that is asked for many keys must answer 200 with the documents that it"
            + " has");
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
          "its answer is not an object of documents by key; name the member that holds the key:"
              + " by=NAME");
    }
    Map<String, JsonNode> all = new HashMap<>();
    json.properties().forEach(member -> all.put(member.getKey(), member.getValue()));
    return all;
  }

  private Map<String, JsonNode> byMember(JsonNode json) {
    if (!json.isArray()) {
      throw new Fault(
          "its answer is not an array of documents; leave out the option 'by' for an object");
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
