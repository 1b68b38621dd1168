package io.github.standpipe.internal.capture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Distinguishes keys that are data, such as e-mail addresses, from keys that name a field.
 *
 * @param names keys that occur in the pipe's filter or in a {@code --keep} path
 */
public record DataKeys(Set<String> names) {
  private static final int LONGEST_NAME = 50;
  private static final Pattern NAME = Pattern.compile("[@$_#-]?[\\p{L}\\d_$.:/-]+");
  private static final Pattern NUMBERED =
      Pattern.compile(".*\\d{4}.*|(.*[.:/_-])?\\p{Lu}?\\d{2,}([.:/_-].*)?|.*\\p{Lu}[-_]\\d.*");
  private static final Pattern IN_CAPITALS_OR_NUMBERED =
      Pattern.compile("\\p{Lu}.*|.*\\d.*|.*[^\\p{ASCII}].*");

  /** Adds the steps of paths to the names. */
  public static DataKeys beside(Set<String> paths) {
    Set<String> names = new HashSet<>(paths);
    paths.forEach(path -> names.addAll(List.of(path.split("\\.", -1))));
    return new DataKeys(names);
  }

  /** Whether a key holds something that field names do not: a blank, an at sign, a number. */
  public boolean isData(String key) {
    return key.length() > 1
        && !names.contains(key)
        && (key.length() > LONGEST_NAME
            || !NAME.matcher(key).matches()
            || NUMBERED.matcher(key).matches());
  }

  /**
   * Whether keys that look like field names may still be data: all their values are of one kind.
   */
  boolean mayBeData(JsonNode object) {
    return StreamSupport.stream(object.spliterator(), false).map(DataKeys::shape).distinct().count()
            == 1
        && object.properties().stream()
            .map(member -> member.getKey())
            .anyMatch(
                key -> !names.contains(key) && IN_CAPITALS_OR_NUMBERED.matcher(key).matches());
  }

  private static String shape(JsonNode value) {
    return value.isObject()
        ? value.properties().stream().map(m -> m.getKey()).sorted().collect(Collectors.joining(","))
        : value.getNodeType().name();
  }
}
