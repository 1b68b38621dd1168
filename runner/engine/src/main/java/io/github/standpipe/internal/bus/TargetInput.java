package io.github.standpipe.internal.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Warning;

/** What a rule passes to one of its targets. */
public sealed interface TargetInput {

  /**
   * Renders the body.
   *
   * @param rule the rule that reserved variables name
   */
  Rendering render(ClassicEvent event, ClassicRule rule);

  /** The whole event. */
  record Whole() implements TargetInput {
    @Override
    public Rendering render(ClassicEvent event, ClassicRule rule) {
      return Rendering.of(Json.text(event.json()));
    }
  }

  /** {@code Input}: a constant without data of the event (rule {@code bus-input}). */
  record Constant(String text) implements TargetInput {
    private static final int MOST_CHARACTERS = 8192;

    /**
     * Reads a constant.
     *
     * @throws Fault for a text that is not JSON
     */
    static Constant parse(String text, String where) {
      if (text.length() > MOST_CHARACTERS) {
        throw new Fault(
            where, "Input has " + text.length() + " characters; write at most " + MOST_CHARACTERS);
      }
      try {
        Json.parse(text);
        return new Constant(text);
      } catch (JsonProcessingException e) {
        throw new Fault(where, "Input is not JSON: " + Json.reason(e));
      }
    }

    @Override
    public Rendering render(ClassicEvent event, ClassicRule rule) {
      return Rendering.of(text);
    }
  }

  /** {@code InputPath}: a part of the event, as JSON (rule {@code bus-input-path}). */
  record AtPath(EventPath path, String where) implements TargetInput {
    @Override
    public Rendering render(ClassicEvent event, ClassicRule rule) {
      if (path.asksForEvery()) {
        return new Rendering.Question(
            new Warning(
                "bus-path-every", where + ": InputPath " + path + " asks for every element"));
      }
      JsonNode value = path.in(event.json());
      return value.isMissingNode()
          ? new Rendering.Question(
              new Warning("V9", where + ": InputPath " + path + " finds nothing in the event"))
          : Rendering.of(Json.text(value));
    }
  }

  /** {@code InputTransformer}. */
  record ByTemplate(InputTransformer transformer) implements TargetInput {
    @Override
    public Rendering render(ClassicEvent event, ClassicRule rule) {
      return transformer.render(event, rule);
    }
  }
}
