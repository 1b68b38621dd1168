package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Figures.Figure;
import io.github.standpipe.json.Fault;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** The look-ups that a transform may use, by name. */
final class Lookups {
  private final Map<String, CompletableFuture<Lookup>> byName = new TreeMap<>();

  Lookups(Map<String, Lookup> byName) {
    byName.forEach((name, lookup) ->
        this.byName.put(name, CompletableFuture.completedFuture(counted(lookup))));
  }

  /** Counts the calls of a look-up that does not count its service calls itself. */
  static Lookup counted(Lookup lookup) {
    return (keys, invocation) -> {
      invocation.figures().add(Figure.LOOKUP_CALLS, 1);
      return lookup.find(keys, invocation);
    };
  }

  /**
   * The look-ups of the {@code LOOKUP_<NAME>} variables, under the name in lower case with {@code
   * -} for {@code _}; a look-up that is passed in replaces the one of the same name. They open in
   * the background until {@link #ready}.
   *
   * @throws Fault for a value that does not follow the grammar
   */
  static Lookups in(Environment environment) {
    Lookups lookups = new Lookups(environment.lookups());
    Schemes schemes = new Schemes(environment);
    Map<String, String> named = new HashMap<>();
    for (Map.Entry<String, String> variable : new TreeMap<>(environment.variables()).entrySet()) {
      String name = LookupUri.name(variable.getKey()).orElse("");
      if (name.isEmpty() || environment.lookups().containsKey(name)) {
        continue;
      }
      String other = named.put(name, variable.getKey());
      if (other != null) {
        throw new Fault(
            "environment variable " + variable.getKey(),
            "names the look-up " + name + ", as " + other + " does; rename one");
      }
      lookups.byName.put(name, beside(schemes.read(variable.getKey(), variable.getValue())));
    }
    return lookups;
  }

  private static CompletableFuture<Lookup> beside(Supplier<Lookup> opening) {
    return CompletableFuture.supplyAsync(
        opening, task -> Thread.ofPlatform().daemon().name("look-up").start(task));
  }

  /**
   * Waits until all are open.
   *
   * @throws Fault for the first one, by name, that cannot be opened
   */
  void ready() {
    byName.values().forEach(Lookups::opened);
  }

  private static Lookup opened(CompletableFuture<Lookup> lookup) {
    try {
      return lookup.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof Fault fault ? fault : new IllegalStateException(e.getCause());
    }
  }

  Set<String> names() {
    return byName.keySet();
  }

  /** A look-up whose documents are loaded; empty for one that has to be called. */
  Optional<LookupFile> atHand(String name) {
    return present(name) instanceof LookupFile documents
        ? Optional.of(documents)
        : Optional.empty();
  }

  /**
   * Calls each look-up once for its keys, all of them in parallel. If one fails, all keep what this
   * invocation has found so far.
   */
  Map<String, Map<String, JsonNode>> find(
      Map<String, ? extends Set<String>> keys, Invocation invocation) {
    try {
      return findAll(keys, invocation);
    } catch (Fault e) {
      invocation.unfinished();
      throw e;
    }
  }

  private Map<String, Map<String, JsonNode>> findAll(
      Map<String, ? extends Set<String>> keys, Invocation invocation) {
    if (keys.size() == 1) {
      Map.Entry<String, ? extends Set<String>> only = keys.entrySet().iterator().next();
      return Map.of(only.getKey(), find(only.getKey(), only.getValue(), invocation));
    }
    Map<String, Map<String, JsonNode>> found = new HashMap<>();
    Map<String, Future<Map<String, JsonNode>>> asked = new TreeMap<>();
    try (var tasks = Executors.newVirtualThreadPerTaskExecutor()) {
      keys.forEach(
          (name, wanted) -> asked.put(name, tasks.submit(() -> find(name, wanted, invocation))));
      asked.forEach((name, answer) -> found.put(name, await(answer)));
    }
    return found;
  }

  private Map<String, JsonNode> find(String name, Set<String> keys, Invocation invocation) {
    Map<String, JsonNode> found;
    try {
      found = present(name).find(Collections.unmodifiableSet(keys), invocation);
    } catch (Exception | LinkageError | StackOverflowError e) {
      throw new Fault(
          "look-up " + name + " did not answer for " + count(keys) + ": " + describe(e), e);
    }
    if (found == null) {
      throw new Fault("look-up " + name + " answered null for " + count(keys) + "; give a map");
    }
    return found;
  }

  private Lookup present(String name) {
    CompletableFuture<Lookup> lookup = byName.get(name);
    if (lookup == null) {
      throw new IllegalStateException("no look-up " + name);
    }
    return opened(lookup);
  }

  private static <T> T await(Future<T> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Fault fault ? fault : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Fault("look-ups were interrupted", e);
    }
  }

  private static String count(Set<String> keys) {
    return keys.size() == 1 ? "1 key" : keys.size() + " keys";
  }

  private static String describe(Throwable e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
