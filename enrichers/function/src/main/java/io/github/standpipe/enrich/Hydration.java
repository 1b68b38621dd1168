package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.impl.BuiltinFunctions;
import io.github.standpipe.internal.jslt.Evaluation;
import io.github.standpipe.internal.jslt.EvaluationFunction;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The functions that a transform has in addition to JSLT's own, and the limits of its look-ups; the
 * state of a batch is in {@link BatchLookups}.
 */
final class Hydration {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][\\w-]{0,63}");
  private static final Function BUILT_IN_UUID = new BuiltinFunctions.Uuid();

  private final Environment environment;
  private final Lookups lookups;
  private final int maxRounds;
  private final int maxKeys;
  private final int maxEventKeys;

  Hydration(Environment environment) {
    this.environment = environment;
    this.lookups = environment.shared(Lookups.class, Lookups::in);
    this.maxRounds = environment.number("MAX_LOOKUP_ROUNDS", 10);
    this.maxKeys = environment.number("MAX_LOOKUP_KEYS", 100_000);
    this.maxEventKeys = environment.number("MAX_EVENT_LOOKUP_KEYS", 10_000);
  }

  Collection<Function> functions() {
    List<Function> all = new ArrayList<>(environment.functions());
    all.add(new BatchFunction("lookup", 2, (batch, args) -> batch.lookup(args[0], args[1])));
    all.add(new BatchFunction("record", 0, (batch, args) -> batch.record()));
    all.add(new ClockFunction(environment.clock()));
    all.add(new UuidFunction(environment.ids()));
    return all;
  }

  /** A function of the batch that is being evaluated. */
  private record BatchFunction(String name, int arguments, Body body)
      implements EvaluationFunction {
    private interface Body {
      JsonNode of(BatchLookups batch, JsonNode[] arguments);
    }

    @Override
    public JsonNode call(Evaluation evaluation, JsonNode[] given) {
      return body.of((BatchLookups) evaluation, given);
    }
  }

  /** {@code now()}: the seconds since 1970. */
  private record ClockFunction(InstantSource standard) implements EvaluationFunction {
    @Override
    public String name() {
      return "now";
    }

    @Override
    public int arguments() {
      return 0;
    }

    @Override
    public JsonNode call(Evaluation evaluation, JsonNode[] arguments) {
      return seconds(((EventEvaluation) evaluation).invocation().clock());
    }

    @Override
    public JsonNode callCompiling(JsonNode[] arguments) {
      return seconds(standard);
    }

    private static JsonNode seconds(InstantSource clock) {
      return new DoubleNode(clock.millis() / 1000.0);
    }
  }

  /** {@code uuid()}: JSLT's own function, except that random ids come from the invocation. */
  private record UuidFunction(Supplier<UUID> standard) implements EvaluationFunction {
    @Override
    public String name() {
      return "uuid";
    }

    /** No arguments, or two. */
    @Override
    public int arguments() {
      return 2;
    }

    @Override
    public int getMinArguments() {
      return 0;
    }

    @Override
    public JsonNode call(Evaluation evaluation, JsonNode[] arguments) {
      return uuid(((EventEvaluation) evaluation).invocation().ids(), arguments);
    }

    @Override
    public JsonNode callCompiling(JsonNode[] arguments) {
      return uuid(standard, arguments);
    }

    private static JsonNode uuid(Supplier<UUID> ids, JsonNode[] arguments) {
      return switch (arguments.length) {
        case 0 -> new TextNode(ids.get().toString());
        case 2 -> BUILT_IN_UUID.call(NullNode.instance, arguments);
        default -> throw new Fault("uuid() takes no arguments or two");
      };
    }
  }

  Lookups lookups() {
    return lookups;
  }

  int maxRounds() {
    return maxRounds;
  }

  /** The maximum number of keys that are requested at once. */
  int maxKeys() {
    return maxKeys;
  }

  /** The maximum number of keys that one event may ask for. */
  int maxEventKeys() {
    return maxEventKeys;
  }

  /** Waits for the look-ups, which are opened while the transform compiles. */
  void ready() {
    lookups.ready();
  }

  /** Whether any look-up has to be called, so that documents may be pending. */
  boolean mayBePending() {
    return lookups.names().stream().anyMatch(name -> lookups.atHand(name).isEmpty());
  }

  /** A name is quoted only if it looks like one, because it may come from the payload. */
  Fault unknown(JsonNode name) {
    if (!name.isTextual() || !NAME.matcher(name.textValue()).matches()) {
      return new Fault("the name of a look-up is " + Json.kind(name) + "; " + configured());
    }
    String variable = name.textValue().toUpperCase(Locale.ROOT).replace('-', '_');
    return new Fault(
        "there is no look-up "
            + name.textValue()
            + "; "
            + configured()
            + "; set LOOKUP_"
            + variable);
  }

  private String configured() {
    return lookups.names().isEmpty()
        ? "none is configured"
        : "configured: " + String.join(", ", lookups.names());
  }
}
