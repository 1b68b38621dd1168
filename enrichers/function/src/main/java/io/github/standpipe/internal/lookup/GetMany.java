package io.github.standpipe.internal.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Figures;
import io.github.standpipe.enrich.Lookup;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One request for many keys, separated by commas. The answer is an object of documents by key; or,
 * with the option {@code by}, the member that holds the key, an array of documents. A key that the
 * answer leaves out has no document.
 */
record GetMany(HttpGet get, UriTemplate template, String by) implements LookupCall {

  private static final String TOO_LARGE =
      "its answer is too large; raise the option 'max' or lower 'batch'";
  private static final String NOT_AN_OBJECT =
      "its answer is not an object of documents by key; name the member that holds the key:"
          + " by=NAME";
  private static final String NOT_AN_ARRAY =
      "its answer is not an array of documents; leave out the option 'by' for an object";

  @Override
  public Optional<JsonNode> withoutAsking(String key) {
    return fitting(List.of(key)).isEmpty()
        ? Optional.of(Lookup.unusable(UriTemplate.TOO_LONG))
        : Optional.empty();
  }

  @Override
  public ServiceAnswer ask(List<String> keys, Figures figures)
      throws IOException, InterruptedException {
    List<String> some = fitting(keys);
    return switch (get.of(URI.create(address(some)), figures)) {
      case HttpGet.Result.Document(var json) ->
          answer(json, some, keys.subList(some.size(), keys.size()));
      case HttpGet.Result.Nothing(int status) -> failed(status);
      case HttpGet.Result.Refused(int status) -> failed(status);
      case HttpGet.Result.Unexpected(int status) -> failed(status);
      case HttpGet.Result.Garbage(var why) -> new ServiceAnswer.Failed(why);
      case HttpGet.Result.Busy(var busy) -> busy;
    };
  }

  private static ServiceAnswer failed(int status) {
    return new ServiceAnswer.Failed(
        "HTTP "
            + status
            + "; a service that is asked for many keys must answer 200 with the documents that it"
            + " has");
  }

  /** As many keys as fit into an address. */
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

  private ServiceAnswer answer(JsonNode json, List<String> keys, List<String> left) {
    if (json.isPojo()) {
      return new ServiceAnswer.Failed(TOO_LARGE);
    }
    if (by.isEmpty() ? !json.isObject() : !json.isArray()) {
      return new ServiceAnswer.Failed(by.isEmpty() ? NOT_AN_OBJECT : NOT_AN_ARRAY);
    }
    Map<String, JsonNode> all = by.isEmpty() ? byKey(json) : byMember(json);
    all.keySet().retainAll(keys);
    all.values().removeIf(JsonNode::isNull);
    return new ServiceAnswer.Found(all, left, false);
  }

  private static Map<String, JsonNode> byKey(JsonNode json) {
    Map<String, JsonNode> all = new HashMap<>();
    json.properties().forEach(member -> all.put(member.getKey(), member.getValue()));
    return all;
  }

  private Map<String, JsonNode> byMember(JsonNode json) {
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
