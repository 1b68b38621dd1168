package io.github.standpipe.internal.scaffold;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Texts with gaps such as {@code @Pipe@}, and the words for the gaps.
 *
 * @param words by the name of the gap
 */
record Skeleton(Map<String, String> words) {
  private static final Pattern GAP = Pattern.compile("@([A-Za-z]+)@");

  /**
   * The text of a file beside this class with its gaps filled, without lines that consisted of an
   * empty gap.
   */
  String filled(String file) {
    return text(file)
        .lines()
        .filter(line -> line.isBlank() || !filled(line, file).isBlank())
        .map(line -> filled(line, file) + "\n")
        .collect(Collectors.joining());
  }

  private String filled(String line, String file) {
    return GAP.matcher(line).replaceAll(gap -> Matcher.quoteReplacement(word(gap.group(1), file)));
  }

  private String word(String gap, String file) {
    String word = words.get(gap);
    if (word == null) {
      throw new IllegalStateException(file + " has a gap " + gap);
    }
    return word;
  }

  private static String text(String file) {
    try (InputStream text = Skeleton.class.getResourceAsStream(file)) {
      if (text == null) {
        throw new IllegalStateException("no " + file);
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(file, e);
    }
  }
}
