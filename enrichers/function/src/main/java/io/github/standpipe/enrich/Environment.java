package io.github.standpipe.enrich;

import com.schibsted.spt.data.jslt.Function;
import io.github.standpipe.json.Fault;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Everything that a function knows about where it runs; passed in, so that a run can be repeated.
 *
 * <p>It is not a record because it holds state: its look-ups, which are opened once. An enricher
 * and a transform of one environment share them, their clients and their caches.
 */
public final class Environment implements Invocation.Surroundings {
  private final Map<String, String> variables;
  private final Path root;
  private final Map<String, Lookup> lookups;
  private final Invocation.Surroundings surroundings;
  private final List<Function> functions;
  private final Map<Path, String> texts;
  private final Map<Class<?>, Object> shared = new HashMap<>();

  /** The surroundings of a function: the replacement for its quarantine queue, and its observer. */
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
      List<Function> functions,
      Map<Path, String> texts) {
    this.variables = Map.copyOf(variables);
    this.root = root;
    this.lookups = Map.copyOf(lookups);
    this.surroundings = surroundings;
    this.functions = List.copyOf(functions);
    this.texts = Map.copyOf(texts);
  }

  /**
   * An environment whose quarantine is the queue that its variables name, without an observer.
   *
   * @param variables the function's environment variables
   * @param root the folder into which its layers are unpacked: {@code /opt} on Lambda
   * @param lookups look-ups that answer in place of those that the variables name
   * @param clock the time that {@code now()} returns
   * @param ids the ids that {@code uuid()} returns
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
   * @param root the folder into which its layers are unpacked: {@code /opt} on Lambda
   * @param lookups look-ups that answer in place of those that the variables name
   * @param surroundings the clock, the ids, the quarantine and the observer
   */
  public Environment(
      Map<String, String> variables,
      Path root,
      Map<String, Lookup> lookups,
      Invocation.Surroundings surroundings) {
    this(variables, root, lookups, surroundings, List.of(), Map.of());
  }

  /**
   * {@return the same environment with a quarantine in place of the queue that its variables name}
   *
   * @param other takes the envelopes
   */
  public Environment withQuarantine(Quarantine other) {
    return in(new FixedSurroundings(clock(), ids(), Optional.of(other), watch()));
  }

  /**
   * {@return the same environment with an observer}
   *
   * @param other observes what the function does
   */
  public Environment watchedBy(LookupObserver other) {
    return in(new FixedSurroundings(clock(), ids(), quarantine(), other));
  }

  private Environment in(Invocation.Surroundings others) {
    return new Environment(variables, root, lookups, others, functions, texts);
  }

  /**
   * {@return the same environment with functions for its transforms, in addition to JSLT's and
   * ours}
   *
   * <p>An {@link io.github.standpipe.internal.jslt.EvaluationFunction} receives an {@link
   * EventEvaluation}.
   *
   * @param others the functions; they replace those that were added before
   */
  public Environment withFunctions(List<Function> others) {
    return new Environment(variables, root, lookups, surroundings, others, texts);
  }

  /**
   * {@return the same environment, in which some files of the layer have another text}
   *
   * @param others the texts, by absolute and normalized path; they replace those that were added
   *     before
   */
  public Environment withTexts(Map<Path, String> others) {
    return new Environment(variables, root, lookups, surroundings, functions, others);
  }

  /**
   * {@return the environment of a deployed function: the variables of the process, and {@code
   * /opt}}
   */
  public static Environment ofLambda() {
    return new Environment(
        System.getenv(), Path.of("/opt"), Map.of(), InstantSource.system(), UUID::randomUUID);
  }

  /** {@return the function's environment variables, by name} */
  public Map<String, String> variables() {
    return variables;
  }

  /** {@return the folder into which its layers are unpacked: {@code /opt} on Lambda} */
  public Path root() {
    return root;
  }

  /**
   * {@return the look-ups that answer in place of those that the variables name, by name; empty on
   * Lambda}
   */
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

  Map<Path, String> texts() {
    return texts;
  }

  /**
   * What everything in this environment shares, such as its look-ups; opened on first use.
   *
   * @throws Fault for a value that does not follow the grammar
   */
  synchronized <T> T shared(Class<T> type, java.util.function.Function<Environment, T> open) {
    Object known = shared.get(type);
    T one = known == null ? open.apply(this) : type.cast(known);
    shared.put(type, one);
    return one;
  }

  /** A required variable; blank counts as absent. */
  String required(String name, String whatItIs) {
    String value = variables.getOrDefault(name, "");
    if (value.isBlank()) {
      throw new Fault("environment variable " + name, "is not set; set it to " + whatItIs);
    }
    return value;
  }

  /** A variable without surrounding white space; blank counts as absent. */
  String text(String name, String standard) {
    String value = variables.getOrDefault(name, "").strip();
    return value.isEmpty() ? standard : value;
  }

  /** A variable that is one of several words; the first is the default. */
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

  /** Whether this is a function on Lambda rather than a local run. */
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
      // reported below, as for a number that is not positive
    }
    throw new Fault(
        "environment variable " + name, "is '" + value + "'; write a whole number above 0");
  }
}
