package io.github.standpipe.internal.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.standpipe.enrich.Figures;
import io.github.standpipe.enrich.Lookup;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One request per key, whose answer is the document. */
record GetOne(HttpGet get, UriTemplate template) implements LookupCall {

  @Override
  public int parts() {
    return template.parts();
  }

  @Override
  public Optional<JsonNode> withoutAsking(String key) {
    Optional<String> address = address(key);
    if (address.isEmpty()) {
      return Optional.of(MissingNode.getInstance());
    }
    return address
        .filter(a -> a.length() > UriTemplate.LONGEST)
        .map(a -> Lookup.unusable(UriTemplate.TOO_LONG));
  }

  private Optional<String> address(String key) {
    return template.of(key, Http.ENCODED);
  }

  @Override
  public ServiceAnswer ask(List<String> keys, Figures figures)
      throws IOException, InterruptedException {
    String key = keys.getFirst();
    return switch (get.of(URI.create(address(key).orElseThrow()), figures)) {
      case HttpGet.Result.Document(var json) ->
          ServiceAnswer.found(json.isNull() ? Map.of() : Map.of(key, json));
      case HttpGet.Result.Nothing nothing -> ServiceAnswer.found(Map.of());
      case HttpGet.Result.Refused(int status) -> unusable(key, "HTTP " + status + " for its key");
      case HttpGet.Result.Unexpected(int status) ->
          new ServiceAnswer.Failed(
              "HTTP " + status + "; 200 gives a document and 404 says there is none");
      case HttpGet.Result.Garbage(var why) -> new ServiceAnswer.Failed(why);
      case HttpGet.Result.Busy(var busy) -> busy;
    };
  }

  /** One key that cannot be requested does not fail the batch. */
  static ServiceAnswer unusable(String key, String why) {
    return ServiceAnswer.found(Map.of(key, Lookup.unusable(why)));
  }
}
