package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The look-ups that a transform may ask, by name. */
final class Lookups {
  private static final String PREFIX = "LOOKUP_";
  private static final String FILE = "file:";

  private final Map<String, Lookup> byName;

  Lookups(Map<String, Lookup> byName) {
    this.byName = new TreeMap<>(byName);
  }

  /**
   * Those that {@code LOOKUP_<NAME>} variables name, under the name in lower case with {@code -}
   * for {@code _}; a look-up that was passed in answers in place of one of the same name.
   */
  static Lookups in(Environment environment) {
    Map<String, Lookup> byName = new HashMap<>(environment.lookups());
    environment
        .variables()
        .forEach((variable, value) -> {
          if (variable.startsWith(PREFIX) && variable.length() > PREFIX.length()) {
            byName.computeIfAbsent(name(variable), n -> named(variable, value, environment));
          }
        });
    return new Lookups(byName);
  }

  private static String name(String variable) {
    return variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Lookup named(String variable, String value, Environment environment) {
    if (!value.startsWith(FILE) || value.length() == FILE.length()) {
      throw new Fault(
          "environment variable " + variable,
          "is '" + value + "'; write file:PATH, a JSON file of documents by key in the layer");
    }
    Path file = environment.root().resolve(value.substring(FILE.length())).normalize();
    return in(file);
  }

  /** A look-up answered by a JSON file: one object, whose keys are the keys. */
  static Lookup in(Path file) {
    JsonNode documents = Json.read(file);
    if (!documents.isObject()) {
      throw new Fault(file.toString(), "must be a JSON object of documents by key");
    }
    return keys -> found(documents, keys);
  }

  private static Map<String, JsonNode> found(JsonNode documents, Set<String> keys) {
    return keys.stream()
        .filter(documents::has)
        .collect(Collectors.toMap(key -> key, key -> documents.get(key)));
  }

  Set<String> names() {
    return byName.keySet();
  }

  /** Asks each look-up once for its keys, all of them side by side. */
  Map<String, Map<String, JsonNode>> find(Map<String, ? extends Set<String>> keys) {
    if (keys.size() == 1) {
      String name = keys.keySet().iterator().next();
      return Map.of(name, find(name, Set.copyOf(keys.get(name))));
    }
    Map<String, Map<String, JsonNode>> found = new ConcurrentHashMap<>();
    try (var tasks = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> asked =
          keys.entrySet().stream()
              .<Future<?>>map(e ->
                  tasks.submit(
                      () -> found.put(e.getKey(), find(e.getKey(), Set.copyOf(e.getValue())))))
              .toList();
      awaitAll(asked);
    }
    return found;
  }

  private Map<String, JsonNode> find(String name, Set<String> keys) {
    try {
      return present(name).find(keys);
    } catch (RuntimeException e) {
      throw new Fault(
          "look-up " + name + " did not answer for " + keys.size() + " keys: " + told(e), e);
    }
  }

  private Lookup present(String name) {
    Lookup lookup = byName.get(name);
    if (lookup == null) {
      throw new IllegalStateException("no look-up " + name);
    }
    return lookup;
  }

  private static void awaitAll(Collection<Future<?>> asked) {
    for (Future<?> one : asked) {
      try {
        one.get();
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException cause
            ? cause
            : new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Fault("look-ups were interrupted");
      }
    }
  }

  private static @Nullable String told(RuntimeException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
