package io.github.standpipe.internal.schema;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A difference between two schemas.
 *
 * @param path of the value, such as {@code detail.items[].sku}; empty for the whole event
 * @param detail from what to what; it names keywords and values of the schemas
 * @param breaks whom it breaks; nobody for what may be changed, and for what is undecided
 */
public record SchemaChange(SchemaChangeKind kind, String path, String detail, Set<Party> breaks) {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_$@][\\w$@-]*");

  public SchemaChange {
    breaks = Set.copyOf(breaks);
  }

  public boolean isBreaking() {
    return !breaks.isEmpty();
  }

  public boolean isUndecided() {
    return kind == SchemaChangeKind.UNDECIDED;
  }

  boolean isAlike(SchemaChange other) {
    return kind == other.kind && path.equals(other.path) && detail.equals(other.detail);
  }

  SchemaChange alsoBreaking(Set<Party> others) {
    Set<Party> all = EnumSet.noneOf(Party.class);
    all.addAll(breaks);
    all.addAll(others);
    return new SchemaChange(kind, path, detail, all);
  }

  /** The path of a key of the object at a path. */
  static String below(String path, String key) {
    String quoted = key.replace("\\", "\\\\").replace("\"", "\\\"");
    return PLAIN.matcher(key).matches() ? joined(path, key) : path + "[\"" + quoted + "\"]";
  }

  /** The path of some keys of the object at a path, such as {@code *} for all others. */
  static String joined(String path, String step) {
    return path.isEmpty() ? step : path + "." + step;
  }
}
