package io.github.standpipe.internal.bus;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.jsonata.GuardedJsonata.Result;
import io.github.standpipe.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a subscriber passes to its target. */
sealed interface SubscriberTransformer {
  String FAILURE = "INPUT_TRANSFORMATION_FAILURE";

  Rendering render(CustomEvent event, Surroundings around);

  /** {@code RAW}: only the data (rule {@code custom-raw}). */
  record Raw() implements SubscriberTransformer {
    @Override
    public Rendering render(CustomEvent event, Surroundings around) {
      return Rendering.of(event.raw());
    }
  }

  /** {@code WITH_METADATA}: the three parts (rule {@code custom-with-metadata}). */
  record WithMetadata() implements SubscriberTransformer {
    @Override
    public Rendering render(CustomEvent event, Surroundings around) {
      return Rendering.of(Json.text(event.whole()));
    }
  }

  /** {@code JSONATA}: the result of an expression on the event (rule {@code custom-jsonata}). */
  record Expression(String text) implements SubscriberTransformer {
    private static final int MOST_BYTES = 10 * 1024 * 1024;

    @Override
    public Rendering render(CustomEvent event, Surroundings around) {
      return switch (EventExpressions.evaluate(text, event.whole(), around)) {
        case Result.Nothing() -> new Rendering.Failure(FAILURE, "the expression has no result");
        case Result.Failure(String message) ->
            new Rendering.Failure(FAILURE, "the expression " + message);
        case Result.Value(JsonNode value) -> body(value);
      };
    }

    /** A string is sent without quotes. */
    private static Rendering body(JsonNode value) {
      if (value.isNull()) {
        return new Rendering.Failure(FAILURE, "the result of the expression is null");
      }
      String body = value.isTextual() ? value.textValue() : Json.text(value);
      return body.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES
          ? new Rendering.Failure(FAILURE, "the result of the expression is larger than 10 MiB")
          : new Rendering.Content(body, List.of());
    }
  }
}
