package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Where and why a transform failed on an event, for a developer: unlike the reason it holds values.
 *
 * @param reason the reason in its verdict: {@code file:line:column: message}
 * @param expression the source text of what failed
 * @param calls the function calls that led there, the outermost first
 * @param input where in the event the value of {@code .} was; empty for a value that the transform
 *     made
 * @param value the value of {@code .} there
 * @param arguments the arguments of the failed function or operator, as far as they are known
 */
public record Failure(
    String reason,
    String expression,
    List<Call> calls,
    String input,
    JsonNode value,
    List<JsonNode> arguments) {

  /** Copies the lists. */
  public Failure {
    calls = List.copyOf(calls);
    arguments = List.copyOf(arguments);
  }

  /**
   * One function call.
   *
   * @param place {@code file:line:column}
   * @param text its source text
   */
  public record Call(String place, String text) {}
}
