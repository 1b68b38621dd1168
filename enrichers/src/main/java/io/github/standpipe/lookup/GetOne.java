package io.github.standpipe.lookup;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One request a key, whose answer is the document. */
record GetOne(HttpGet get, UriTemplate template) implements Call {

  @Override
  public Answer ask(List<String> keys) throws IOException, InterruptedException {
    String key = keys.getFirst();
    Optional<String> address = template.of(key, Http.ENCODED);
    if (address.isEmpty()) {
      return Answer.found(Map.of());
    }
    return switch (get.of(URI.create(address.get()))) {
      case HttpGet.Result.Document(var json) ->
          Answer.found(json.isNull() ? Map.of() : Map.of(key, json));
      case HttpGet.Result.Nothing() -> Answer.found(Map.of());
      case HttpGet.Result.Busy(var why, var pause) -> new Answer.Busy(why, pause);
    };
  }
}
