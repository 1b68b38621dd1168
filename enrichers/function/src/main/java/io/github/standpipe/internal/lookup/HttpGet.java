package io.github.standpipe.internal.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Figures;
import io.github.standpipe.enrich.Figures.Figure;
import io.github.standpipe.enrich.Lookup;
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

    /** A status that a look-up does not know. */
    record Unexpected(int status) implements Result {}

    /** 200 with something other than JSON. */
    record Garbage(String why) implements Result {}

    /** 429 or 5xx. */
    record Busy(ServiceAnswer answer) implements Result {}
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
        Duration pause = RetryAfter.of(response.headers());
        boolean overloaded = status == 429 || !pause.isZero();
        return new Result.Busy(new ServiceAnswer.Busy("HTTP " + status, pause, overloaded));
      }
      return status == 200
          ? json(body, response.headers().firstValue("Content-Encoding").orElse(""))
          : new Result.Unexpected(status);
    }
  }

  private Result json(InputStream body, String encoding) throws IOException {
    return switch (new Content(body.readNBytes(most + 1), encoding, most).read()) {
      case Content.Reading.Document(var json) -> new Result.Document(json);
      case Content.Reading.TooLarge large ->
          new Result.Document(
              Lookup.unusable(
                  "a document is larger than " + most + " bytes; raise the option 'max'"));
      case Content.Reading.NotJson(var why) -> new Result.Garbage("its answer is not JSON: " + why);
    };
  }
}
