package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.impl.BuiltinFunctions;
import io.github.standpipe.enrich.Figures.Figure;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The functions a transform has besides JSLT's own, and the rounds behind {@code lookup}.
 *
 * <p>JSLT binds functions when it compiles, so the batch that is being evaluated is bound to the
 * thread.
 */
final class Hydration {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][\\w-]{0,63}");
  private static final Function BUILT_IN_UUID = new BuiltinFunctions.Uuid();

  private final Environment environment;
  private final Lookups lookups;
  private final int maxRounds;
  private final int maxKeys;
  private final ThreadLocal<@Nullable Batch> evaluated = new ThreadLocal<>();

  Hydration(Environment environment) {
    this.environment = environment;
    this.lookups = environment.opened();
    this.maxRounds = environment.number("MAX_LOOKUP_ROUNDS", 10);
    this.maxKeys = environment.number("MAX_LOOKUP_KEYS", 100_000);
  }

  Collection<Function> functions() {
    return List.of(
        new JsltFunction("lookup", 2, 2, args -> lookup(args[0], args[1])),
        new JsltFunction(
            "now", 0, 0, args -> new DoubleNode(environment.clock().millis() / 1000.0)),
        new JsltFunction("uuid", 0, 2, this::uuid),
        new JsltFunction("record", 0, 0, args -> batch().record()));
  }

  /** Waits for the look-ups, which open while the transform compiles. */
  void ready() {
    lookups.ready();
  }

  Batch begin() {
    return new Batch();
  }

  private JsonNode lookup(JsonNode name, JsonNode key) {
    if (!name.isTextual() || !lookups.names().contains(name.textValue())) {
      throw unknown(name);
    }
    if (Keys.holdsNull(key)) {
      return NullNode.instance;
    }
    String text = Keys.text(name.textValue(), key);
    return batch().document(name.textValue(), text);
  }

  private Batch batch() {
    Batch batch = evaluated.get();
    if (batch == null) {
      throw new IllegalStateException("no batch is being evaluated");
    }
    return batch;
  }

  /** As {@code lookup} gives it; a fault is the event's, and not the batch's. */
  JsonNode document(String name, JsonNode key) {
    try {
      return lookup(new TextNode(name), key.isMissingNode() ? NullNode.instance : key);
    } catch (Fault e) {
      throw Judged.failed(e.getMessage());
    }
  }

  /** A name is told only where it looks like one, for it may come from the payload. */
  private Fault unknown(JsonNode name) {
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
        : "configured are " + String.join(", ", lookups.names());
  }

  /** JSLT's own function, but for the random one. */
  private JsonNode uuid(JsonNode[] args) {
    return switch (args.length) {
      case 0 -> new TextNode(environment.ids().get().toString());
      case 2 -> BUILT_IN_UUID.call(NullNode.instance, args);
      default -> throw new Fault("uuid() takes no argument or two");
    };
  }

  /** One batch on its way through the rounds. */
  final class Batch {
    private final Map<String, Map<String, JsonNode>> known = new HashMap<>();
    private final Map<String, Set<String>> wanted = new TreeMap<>();
    private final Map<String, Set<String>> fetched = new HashMap<>();
    private int rounds;
    private int keys;
    private boolean asked;
    private Supplier<JsonNode> record = () -> NullNode.instance;

    /**
     * Evaluates one event; {@link #asked} then tells whether it still waits for documents.
     *
     * @param record that of the event
     */
    <T> T evaluate(Supplier<JsonNode> record, Supplier<T> event) {
      asked = false;
      this.record = record;
      evaluated.set(this);
      try {
        return event.get();
      } finally {
        evaluated.remove();
      }
    }

    boolean asked() {
      return asked;
    }

    JsonNode record() {
      return record.get();
    }

    /** Fetches what was asked for; gives the reason when a limit forbids it. */
    @Nullable String fetch() {
      if (++rounds > maxRounds) {
        return "still asks for new keys after "
            + maxRounds
            + " rounds ("
            + String.join(", ", new TreeSet<>(wanted.keySet()))
            + "); shorten the chain of look-ups or raise MAX_LOOKUP_ROUNDS";
      }
      keys += wanted.values().stream().mapToInt(Set::size).sum();
      if (keys > maxKeys) {
        return "asks for " + keys + " keys in one batch; the limit MAX_LOOKUP_KEYS is " + maxKeys;
      }
      Figures.count(Figure.LOOKUP_KEYS, wanted.values().stream().mapToInt(Set::size).sum());
      Figures.time(Figure.LOOKUP_TIME, () -> lookups.find(wanted))
          .forEach(
              (name, found) -> known.computeIfAbsent(name, n -> new HashMap<>()).putAll(found));
      if (environment.watch() != Watch.NONE) {
        wanted.forEach(this::tell);
      }
      wanted.forEach(
          (name, all) -> fetched.computeIfAbsent(name, n -> new HashSet<>()).addAll(all));
      wanted.clear();
      return null;
    }

    private void tell(String name, Set<String> asked) {
      Map<String, JsonNode> found = new HashMap<>(known.getOrDefault(name, Map.of()));
      found.keySet().retainAll(asked);
      environment.watch().asked(rounds, name, Set.copyOf(asked), found.keySet());
      environment.watch().answered(name, List.copyOf(asked), found);
    }

    private JsonNode document(String name, String key) {
      Optional<LookupFile> atHand = lookups.atHand(name);
      return atHand.isPresent() ? taken(name, key, atHand.get()) : asked(name, key);
    }

    /** It is told of as one that was fetched. */
    private JsonNode taken(String name, String key, LookupFile documents) {
      Set<String> keys = fetched.computeIfAbsent(name, n -> new HashSet<>());
      Figures.count(Figure.LOOKUP_CALLS, keys.isEmpty() ? 1 : 0);
      Figures.count(Figure.LOOKUP_KEYS, keys.add(key) ? 1 : 0);
      JsonNode found = documents.of(key);
      return found.isMissingNode() ? NullNode.instance : found;
    }

    private JsonNode asked(String name, String key) {
      if (!fetched.getOrDefault(name, Set.of()).contains(key)) {
        wanted.computeIfAbsent(name, n -> new LinkedHashSet<>()).add(key);
        asked = true;
      }
      JsonNode found = known.getOrDefault(name, Map.of()).get(key);
      if (found instanceof POJONode unusable && unusable.getPojo() instanceof Fault why) {
        throw why.at("look-up " + name);
      }
      return found == null || found.isMissingNode() ? NullNode.instance : found;
    }
  }
}
