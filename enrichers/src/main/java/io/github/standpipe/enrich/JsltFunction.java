package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Function;

/** A function that a transform can call besides JSLT's own. */
record JsltFunction(String name, int least, int most, Body body) implements Function {

  /** What the function gives for its arguments. */
  @FunctionalInterface
  interface Body {
    /**
     * Gives the value of a call.
     *
     * @param input the value of {@code .} where it is called
     */
    JsonNode of(JsonNode input, JsonNode[] arguments);
  }

  /** A function that looks at its arguments only. */
  static JsltFunction of(
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
