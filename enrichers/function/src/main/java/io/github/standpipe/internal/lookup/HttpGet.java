package io.github.standpipe.internal.lookup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Figures;
import io.github.standpipe.enrich.Figures.Figure;
import io.github.standpipe.enrich.Lookup;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;

/** Sends one GET and interprets its answer. */
record HttpGet(HttpClient client, Headers headers, int most) {
  /** Bad Request, URI Too Long, Unprocessable Content, and Request Header Fields Too Large. */
  private static final Set<Integer> REFUSED = Set.of(400, 414, 422, 431);

  /** The result of a GET. */
  sealed interface Result {
    record Document(JsonNode json) implements Result {}

    /** 404 or 410. */
    record Nothing(int status) implements Result {}

    /** The service refuses the address, and so the key; it may accept another. */
    record Refused(int status) implements Result {}

    /** 429 or 5xx. */
    record Busy(String why, Duration pause) implements Result {}
  }

  Result of(URI address, Figures figures) throws IOException, InterruptedException {
    figures.add(Figure.LOOKUP_CALLS, 1);
    HttpResponse<InputStream> response =
        client.send(headers.get(address), BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      int status = response.statusCode();
      if (status == 404 || status == 410) {
        return new Result.Nothing(status);
      }
      if (REFUSED.contains(status)) {
        return new Result.Refused(status);
      }
      if (status == 429 || status >= 500) {
        return new Result.Busy("HTTP " + status, RetryAfter.of(response.headers()));
      }
      if (status != 200) {
        throw new Fault("HTTP " + status + "; 200 gives a document and 404 says there is none");
      }
      return new Result.Document(json(body));
    }
  }

  private JsonNode json(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(most + 1);
    if (bytes.length > most) {
      return Lookup.unusable(
          "a document is larger than " + most + " bytes; raise the option 'max'");
    }
    try {
      return Json.parse(bytes);
    } catch (JsonProcessingException e) {
      throw new Fault("its answer is not JSON: " + Json.reason(e));
    }
  }
}
