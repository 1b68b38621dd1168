package io.github.standpipe.internal.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Function;

/** A function that a transform can call in addition to JSLT's own. */
public record JsltFunction(String name, int least, int most, Body body) implements Function {

  /** The implementation of the function. */
  @FunctionalInterface
  public interface Body {
    /**
     * Returns the value of a call.
     *
     * @param input the value of {@code .} where it is called
     */
    JsonNode of(JsonNode input, JsonNode[] arguments);
  }

  /** A function that depends on its arguments only. */
  public static JsltFunction of(
      String name, int arguments, java.util.function.Function<JsonNode[], JsonNode> body) {
    return new JsltFunction(name, arguments, arguments, (input, given) -> body.apply(given));
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public int getMinArguments() {
    return least;
  }

  @Override
  public int getMaxArguments() {
    return most;
  }

  @Override
  public JsonNode call(JsonNode input, JsonNode[] arguments) {
    return body.of(input, arguments);
  }
}
