package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Function;

/** A function that a transform can call besides JSLT's own. */
record JsltFunction(String name, int least, int most, Body body) implements Function {

  /** What the function gives for its arguments. */
  @FunctionalInterface
  interface Body {
    JsonNode of(JsonNode[] arguments);
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
    return body.of(arguments);
  }
}
