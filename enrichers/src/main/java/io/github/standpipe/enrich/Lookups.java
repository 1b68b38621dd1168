package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

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
    Map<String, Map<String, JsonNode>> found = new HashMap<>();
    if (keys.size() == 1) {
      keys.forEach((name, wanted) -> found.put(name, find(name, wanted)));
      return found;
    }
    Map<String, Future<Map<String, JsonNode>>> asked = new TreeMap<>();
    try (var tasks = Executors.newVirtualThreadPerTaskExecutor()) {
      keys.forEach((name, wanted) -> asked.put(name, tasks.submit(() -> find(name, wanted))));
      asked.forEach((name, answer) -> found.put(name, await(answer)));
    }
    return found;
  }

  private Map<String, JsonNode> find(String name, Set<String> keys) {
    Map<String, JsonNode> found;
    try {
      found = present(name).find(Collections.unmodifiableSet(keys));
    } catch (Exception | LinkageError | StackOverflowError e) {
      throw new Fault("look-up " + name + " did not answer for " + count(keys) + ": " + told(e), e);
    }
    if (found == null) {
      throw new Fault("look-up " + name + " answered null for " + count(keys) + "; give a map");
    }
    return found;
  }

  private Lookup present(String name) {
    Lookup lookup = byName.get(name);
    if (lookup == null) {
      throw new IllegalStateException("no look-up " + name);
    }
    return lookup;
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

  private static String told(Throwable e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
