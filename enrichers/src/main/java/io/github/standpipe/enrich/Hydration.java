package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.impl.BuiltinFunctions;
import io.github.standpipe.enrich.Figures.Figure;
import io.github.standpipe.jslt.Pending;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
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

  /** Whether a look-up has to be asked, so that its documents may be pending. */
  boolean mayBePending() {
    return lookups.names().stream().anyMatch(name -> lookups.atHand(name).isEmpty());
  }

  Batch begin() {
    return new Batch();
  }

  void pending(JsonNode event) {
    environment.watch().pending(event);
  }

  /** The batch that is being evaluated. */
  Batch current() {
    return batch();
  }

  private JsonNode lookup(JsonNode name, JsonNode key) {
    Source source = batch().source(name);
    if (Keys.holdsNull(key)) {
      return NullNode.instance;
    }
    return batch().document(source, Keys.text(source.name(), key));
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

  /**
   * What a batch knows of one look-up.
   *
   * @param atHand its documents, where they need not be asked for
   * @param known the documents that were found, by key
   * @param fetched the keys that were asked for
   */
  private record Source(
      String name, @Nullable LookupFile atHand, Map<String, JsonNode> known, Set<String> fetched) {}

  /** One batch on its way through the rounds. */
  final class Batch {
    private final Map<String, Source> sources = new HashMap<>();
    private final Map<String, Set<String>> wanted = new TreeMap<>();

    /** What a {@link Watch} is told at the end of a round. */
    private final Map<String, Set<String>> noted = new TreeMap<>();

    private int rounds;
    private int keys;
    private boolean asked;
    private boolean givesPending;
    private IntFunction<JsonNode> records = place -> NullNode.instance;
    private int place;

    /** Does work that evaluates events of this batch, each of which {@link #begin}s. */
    <T> T during(Supplier<T> work) {
      Batch before = evaluated.get();
      evaluated.set(this);
      try {
        T done = work.get();
        rounds++;
        tell();
        return done;
      } finally {
        evaluated.set(before);
      }
    }

    /**
     * Goes on to an event.
     *
     * @param records behind the events, by place
     */
    void begin(IntFunction<JsonNode> records, int place) {
      asked = false;
      givesPending = false;
      this.records = records;
      this.place = place;
    }

    /** Whether the event that was evaluated last still waits for documents. */
    boolean asked() {
      return asked;
    }

    /** From here on, a document of the event that is not there yet is pending and not null. */
    void givePending() {
      givesPending = true;
    }

    JsonNode record() {
      return records.apply(place);
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
          .forEach((name, found) -> source(name).known().putAll(found));
      if (environment.watch() != Watch.NONE) {
        wanted.forEach(this::note);
      }
      tell();
      wanted.forEach((name, all) -> source(name).fetched().addAll(all));
      wanted.clear();
      return null;
    }

    private void note(String name, Set<String> keys) {
      noted.computeIfAbsent(name, n -> new LinkedHashSet<>()).addAll(keys);
    }

    /** Tells what was asked for in a round, also of look-ups whose documents are at hand. */
    private void tell() {
      noted.forEach(this::tell);
      noted.clear();
    }

    private void tell(String name, Set<String> asked) {
      Source source = source(name);
      Map<String, JsonNode> found = new HashMap<>(source.known());
      found.keySet().retainAll(asked);
      if (source.atHand() != null) {
        found.putAll(source.atHand().of(asked));
      }
      environment.watch().asked(rounds, name, Set.copyOf(asked), found.keySet());
      environment.watch().answered(name, List.copyOf(asked), found);
    }

    /**
     * What is known of a look-up.
     *
     * @throws Fault for one that is not configured
     */
    Source source(JsonNode name) {
      Source source = name.isTextual() ? sources.get(name.textValue()) : null;
      if (source != null) {
        return source;
      }
      if (!name.isTextual() || !lookups.names().contains(name.textValue())) {
        throw unknown(name);
      }
      return source(name.textValue());
    }

    private Source source(String name) {
      return sources.computeIfAbsent(
          name,
          n -> new Source(n, lookups.atHand(n).orElse(null), new HashMap<>(), new HashSet<>()));
    }

    JsonNode document(Source source, String key) {
      LookupFile atHand = source.atHand();
      return atHand == null ? asked(source, key) : taken(source, key, atHand);
    }

    /** It is told of as one that was fetched. */
    private JsonNode taken(Source source, String key, LookupFile documents) {
      if (source.fetched().isEmpty()) {
        Figures.count(Figure.LOOKUP_CALLS, 1);
      }
      if (source.fetched().add(key)) {
        Figures.count(Figure.LOOKUP_KEYS, 1);
        if (environment.watch() != Watch.NONE) {
          note(source.name(), Set.of(key));
        }
      }
      JsonNode found = documents.of(key);
      return found.isMissingNode() ? NullNode.instance : found;
    }

    private JsonNode asked(Source source, String key) {
      if (!source.fetched().contains(key)) {
        wanted.computeIfAbsent(source.name(), n -> new LinkedHashSet<>()).add(key);
        asked = true;
        return givesPending ? Pending.NODE : NullNode.instance;
      }
      JsonNode found = source.known().get(key);
      if (found instanceof POJONode unusable && unusable.getPojo() instanceof Fault why) {
        throw why.at("look-up " + source.name());
      }
      return found == null || found.isMissingNode() ? NullNode.instance : found;
    }
  }
}
