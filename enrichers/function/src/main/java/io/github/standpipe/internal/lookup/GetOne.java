package io.github.standpipe.internal.lookup;

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
  public ServiceAnswer ask(List<String> keys, Figures figures)
      throws IOException, InterruptedException {
    String key = keys.getFirst();
    Optional<String> address = template.of(key, Http.ENCODED);
    if (address.isEmpty()) {
      return ServiceAnswer.found(Map.of());
    }
    if (address.get().length() > UriTemplate.LONGEST) {
      return unusable(key, UriTemplate.TOO_LONG);
    }
    return switch (get.of(URI.create(address.get()), figures)) {
      case HttpGet.Result.Document(var json) ->
          ServiceAnswer.found(json.isNull() ? Map.of() : Map.of(key, json));
      case HttpGet.Result.Nothing nothing -> ServiceAnswer.found(Map.of());
      case HttpGet.Result.Refused(int status) -> unusable(key, "HTTP " + status + " for its key");
      case HttpGet.Result.Busy(var why, var pause) -> new ServiceAnswer.Busy(why, pause);
    };
  }

  /** One key that cannot be requested does not fail the batch. */
  static ServiceAnswer unusable(String key, String why) {
    return ServiceAnswer.found(Map.of(key, Lookup.unusable(why)));
  }
}
