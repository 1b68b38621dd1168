package io.github.standpipe.enrich;

import com.schibsted.spt.data.jslt.Function;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All that a function knows of the place it runs in; passed in, so that a run repeats.
 *
 * <p>It is no record, because it has something to keep: its look-ups, opened once. An enricher and
 * a transform of one environment share them, their clients and their caches.
 */
public final class Environment implements Invocation.Surroundings {
  private final Map<String, String> variables;
  private final Path root;
  private final Map<String, Lookup> lookups;
  private final Invocation.Surroundings surroundings;
  private final List<Function> functions;
  private @Nullable Lookups opened;

  /** What stands around a function, with what replaces its quarantine queue and who watches it. */
  private record FixedSurroundings(
      InstantSource clock,
      Supplier<UUID> ids,
      Optional<Quarantine> quarantine,
      LookupObserver watch)
      implements Invocation.Surroundings {}

  private Environment(
      Map<String, String> variables,
      Path root,
      Map<String, Lookup> lookups,
      Invocation.Surroundings surroundings,
      List<Function> functions) {
    this.variables = Map.copyOf(variables);
    this.root = root;
    this.lookups = Map.copyOf(lookups);
    this.surroundings = surroundings;
    this.functions = List.copyOf(functions);
  }

  /**
   * An environment whose quarantine is the queue that its variables name, and that nobody watches.
   *
   * @param variables the function's environment variables
   * @param root the folder that its layers unpack to: {@code /opt} on Lambda
   * @param lookups look-ups that answer in place of those that the variables name
   * @param clock what {@code now()} gives
   * @param ids what {@code uuid()} gives
   */
  public Environment(
      Map<String, String> variables,
      Path root,
      Map<String, Lookup> lookups,
      InstantSource clock,
      Supplier<UUID> ids) {
    this(
        variables,
        root,
        lookups,
        new FixedSurroundings(clock, ids, Optional.empty(), LookupObserver.NONE));
  }

  /**
   * An environment in given surroundings: clock, ids, quarantine and observer.
   *
   * @param variables the function's environment variables
   * @param root the folder that its layers unpack to: {@code /opt} on Lambda
   * @param lookups look-ups that answer in place of those that the variables name
   */
  public Environment(
      Map<String, String> variables,
      Path root,
      Map<String, Lookup> lookups,
      Invocation.Surroundings surroundings) {
    this(variables, root, lookups, surroundings, List.of());
  }

  /** The same, with a quarantine in place of the queue that its variables name. */
  public Environment withQuarantine(Quarantine other) {
    return in(new FixedSurroundings(clock(), ids(), Optional.of(other), watch()));
  }

  /** The same, watched. */
  public Environment watchedBy(LookupObserver other) {
    return in(new FixedSurroundings(clock(), ids(), quarantine(), other));
  }

  private Environment in(Invocation.Surroundings others) {
    return new Environment(variables, root, lookups, others, functions);
  }

  /**
   * The same, with functions for its transforms besides JSLT's and ours; an {@link
   * io.github.standpipe.jslt.EvaluationFunction} is given an {@link EventEvaluation}.
   */
  public Environment withFunctions(List<Function> others) {
    return new Environment(variables, root, lookups, surroundings, others);
  }

  /** The environment of a deployed function. */
  public static Environment ofLambda() {
    return new Environment(
        System.getenv(), Path.of("/opt"), Map.of(), InstantSource.system(), UUID::randomUUID);
  }

  public Map<String, String> variables() {
    return variables;
  }

  public Path root() {
    return root;
  }

  public Map<String, Lookup> lookups() {
    return lookups;
  }

  @Override
  public InstantSource clock() {
    return surroundings.clock();
  }

  @Override
  public Supplier<UUID> ids() {
    return surroundings.ids();
  }

  @Override
  public Optional<Quarantine> quarantine() {
    return surroundings.quarantine();
  }

  @Override
  public LookupObserver watch() {
    return surroundings.watch();
  }

  List<Function> functions() {
    return functions;
  }

  /**
   * The look-ups of all that runs here, opened for the first who asks.
   *
   * @throws Fault for a value that is outside the grammar
   */
  synchronized Lookups opened() {
    if (opened == null) {
      opened = Lookups.in(this);
    }
    return opened;
  }

  /** A variable that must be there; blank counts as absent. */
  String required(String name, String whatItIs) {
    String value = variables.getOrDefault(name, "");
    if (value.isBlank()) {
      throw new Fault("environment variable " + name, "is not set; set it to " + whatItIs);
    }
    return value;
  }

  /** A variable without what surrounds it; blank counts as absent. */
  String text(String name, String standard) {
    String value = variables.getOrDefault(name, "").strip();
    return value.isEmpty() ? standard : value;
  }

  /** A variable that is one of several words, of which the first is the standard. */
  String choice(String name, List<String> words) {
    String value = text(name, words.getFirst());
    if (!words.contains(value)) {
      String some = String.join(", ", words.subList(0, words.size() - 1));
      throw new Fault(
          "environment variable " + name,
          "is '" + value + "'; write " + some + " or " + words.getLast());
    }
    return value;
  }

  /** Whether this is a function on Lambda, and not a run on a desk. */
  boolean isLambda() {
    return !text("AWS_LAMBDA_FUNCTION_NAME", "").isEmpty();
  }

  int number(String name, int standard) {
    String value = variables.getOrDefault(name, "");
    try {
      int number = value.isBlank() ? standard : Integer.parseInt(value.strip());
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below, as for a number that is not positive
    }
    throw new Fault(
        "environment variable " + name, "is '" + value + "'; write a whole number above 0");
  }
}
