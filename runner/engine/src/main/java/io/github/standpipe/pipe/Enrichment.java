package io.github.standpipe.pipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Arn;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a pipe calls with each batch: a Lambda function, an EXPRESS state machine, an API
 * destination or a REST API.
 *
 * @param arn the ARN of the function, the machine, the API destination or the API's method
 * @param inputTemplate transforms each record before the call; null passes the records on unchanged
 * @param function the function, or an execution of the machine, bytes to bytes
 */
public record Enrichment(String arn, @Nullable InputTemplate inputTemplate, Function function) {
  /** The maximum number of bytes of a call, and of an answer. */
  public static final int MAXIMUM_PAYLOAD = 6 * 1024 * 1024;

  /** The function behind the ARN. */
  @FunctionalInterface
  public interface Function {
    /**
     * Answers one synchronous call.
     *
     * @param request the batch as a JSON array in UTF-8, at most {@link #MAXIMUM_PAYLOAD} bytes
     * @return the answer in UTF-8: a JSON array of events, which becomes the batch; an empty array,
     *     object or string discards the batch (rule {@code enrichment-empty})
     * @throws Exception as a function error: the whole batch returns
     */
    byte[] invoke(byte[] request) throws Exception;

    /**
     * Warns about a call before it is made; by default about nothing.
     *
     * @param items how many items the call carries
     * @param warnings receives the warnings
     */
    default void warn(int items, Consumer<Warning> warnings) {}

    /**
     * Warns about what the last call did or answered; by default about nothing.
     *
     * @param warnings receives the warnings
     */
    default void warnOfAnswer(Consumer<Warning> warnings) {}
  }

  /** The same enrichment with another function. */
  Enrichment calling(Function other) {
    return new Enrichment(arn, inputTemplate, other);
  }

  /** Calls the function with a batch; an empty batch means that the target is skipped. */
  Payload call(Payload request, Consumer<Warning> warnings) {
    if (request.size() > maximum()) {
      throw new Fault(
          "the call holds %d bytes; %s accepts at most %d"
              .formatted(request.size(), service(), maximum()));
    }
    if (request.items().size() > maximumItems()) {
      throw new Fault(
          "the batch has "
              + request.items().size()
              + " items; an HTTP enrichment takes one at a time, so Pipes collects no more");
    }
    function.warn(request.items().size(), warnings);
    byte[] answer = invoke(request);
    function.warnOfAnswer(warnings);
    if (answer.length > maximum()) {
      throw new Fault(
          "the answer holds %d bytes; %s returns at most %d"
              .formatted(answer.length, service(), maximum()));
    }
    return Payload.of(batch(parsed(answer), warnings));
  }

  /** {@return whether it is a state machine (rule {@code enrichment-machine})} */
  public boolean isMachine() {
    return Arn.service(arn).equals("states");
  }

  /** {@return whether it is called over HTTP, with one event (rule {@code enrichment-http})} */
  public boolean isHttp() {
    return Arn.service(arn).equals("execute-api") || arn.contains(":api-destination/");
  }

  int maximumItems() {
    return isHttp() ? 1 : Integer.MAX_VALUE;
  }

  private int maximum() {
    return isMachine() ? Target.OfMachine.MAXIMUM_INPUT : MAXIMUM_PAYLOAD;
  }

  private String service() {
    return isHttp() ? "an HTTP enrichment" : isMachine() ? "Step Functions" : "Lambda";
  }

  private byte[] invoke(Payload request) {
    byte @Nullable [] answer;
    try {
      answer = function.invoke(request.bytes());
    } catch (Fault e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw threw(e);
    } catch (Exception | AssertionError | StackOverflowError | LinkageError e) {
      throw threw(e);
    }
    return answer == null ? new byte[0] : answer;
  }

  private static Fault threw(Throwable e) {
    Throwable cause =
        e instanceof ExceptionInInitializerError && e.getCause() != null ? e.getCause() : e;
    String message = cause.getMessage() == null ? "" : ": " + cause.getMessage();
    return new Fault("the function threw " + cause.getClass().getSimpleName() + message, e);
  }

  private static JsonNode parsed(byte[] answer) {
    if (answer.length == 0) {
      throw undefined("nothing");
    }
    try {
      return Json.parse(answer);
    } catch (StreamConstraintsException e) {
      throw new Fault("the enrichment's answer cannot be read: " + Json.reason(e));
    } catch (JsonProcessingException e) {
      throw undefined("text that is not JSON");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The batch that an answer means (rules {@code enrichment-array} to {@code -undefined}). */
  private static List<JsonNode> batch(JsonNode answer, Consumer<Warning> warnings) {
    return switch (answer.getNodeType()) {
      case ARRAY -> items(answer);
      case OBJECT -> object(answer, warnings);
      case STRING -> {
        if (answer.textValue().isEmpty()) {
          yield List.of();
        }
        throw undefined("a bare string");
      }
      case NULL -> throw undefined("null");
      case NUMBER -> throw undefined("a number");
      case BOOLEAN -> throw undefined("a boolean");
      case BINARY, MISSING, POJO -> throw new IllegalStateException("no JSON value");
    };
  }

  private static List<JsonNode> items(JsonNode answer) {
    List<JsonNode> items = new ArrayList<>(answer.size());
    for (JsonNode item : answer) {
      boolean blank = item.isTextual() && item.textValue().isEmpty();
      if (item.isNull() || blank || item.isArray() && item.isEmpty()) {
        throw undefined("an array whose item " + (items.size() + 1) + " is " + item);
      }
      items.add(item);
    }
    return items;
  }

  private static List<JsonNode> object(JsonNode answer, Consumer<Warning> warnings) {
    if (answer.has("batchItemFailures")) {
      warnings.accept(
          new Warning(
              "enrichment-no-partial-failure",
              "the enrichment answered batchItemFailures, which is an ordinary event to Pipes;"
                  + " an enrichment cannot return part of a batch"));
    }
    return answer.isEmpty() ? List.of() : List.of(answer);
  }

  private static Fault undefined(String seen) {
    return new Fault(
        "the enrichment answered "
            + seen
            + ", whose meaning AWS does not define; answer an array of objects, [] for none");
  }
}
