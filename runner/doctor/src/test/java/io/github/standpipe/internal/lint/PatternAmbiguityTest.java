package io.github.standpipe.internal.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.standpipe.internal.lint.PatternAmbiguity.RepeatedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An expression is ambiguous if and only if a search that tries everything takes exponentially many
 * steps. The searches are bounded by their steps, so none runs for long.
 */
class PatternAmbiguityTest {
  private static final int TIMES = 24;
  private static final long MANY = 400_000;

  private static final class TooMany extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Counts the characters that Java's matcher looks at. */
  private static final class CountedText implements CharSequence {
    private final String text;
    private long steps;

    CountedText(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (++steps > MANY) {
        throw new TooMany();
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }
  }

  /** A small expression, which can be searched by trying everything. */
  private sealed interface Part {
    record One(char character) implements Part {}

    record Both(Part left, Part right) implements Part {}

    record Either(Part left, Part right) implements Part {}

    record Many(Part part, boolean orNone) implements Part {}

    record Maybe(Part part) implements Part {}

    default String text() {
      return switch (this) {
        case One one -> String.valueOf(one.character());
        case Both both -> both.left().text() + both.right().text();
        case Either either -> "(?:" + either.left().text() + "|" + either.right().text() + ")";
        case Many many -> "(?:" + many.part().text() + ")" + (many.orNone() ? "*" : "+");
        case Maybe maybe -> "(?:" + maybe.part().text() + ")?";
      };
    }
  }

  private static Part random(Random random, int depth) {
    int kind = depth == 0 ? 0 : random.nextInt(7);
    return switch (kind) {
      case 1, 2 -> new Part.Both(random(random, depth - 1), random(random, depth - 1));
      case 3 -> new Part.Either(random(random, depth - 1), random(random, depth - 1));
      case 4, 5 -> new Part.Many(random(random, depth - 1), random.nextBoolean());
      case 6 -> new Part.Maybe(random(random, depth - 1));
      default -> new Part.One(random.nextBoolean() ? 'a' : 'b');
    };
  }

  /** A search that tries everything, from the start of a text. */
  private static final class Search {
    private final String text;
    private long steps;

    Search(String text) {
      this.text = text;
    }

    boolean find(Part part, int at, IntPredicate then) {
      if (++steps > MANY) {
        throw new TooMany();
      }
      return switch (part) {
        case Part.One(char c) -> at < text.length() && text.charAt(at) == c && then.test(at + 1);
        case Part.Both(Part left, Part right) ->
            find(left, at, middle -> find(right, middle, then));
        case Part.Either(Part left, Part right) -> find(left, at, then) || find(right, at, then);
        case Part.Maybe(Part one) -> find(one, at, then) || then.test(at);
        case Part.Many(Part one, boolean none) ->
            find(
                    one,
                    at,
                    next ->
                        next > at && find(new Part.Many(one, true), next, then)
                            || next == at && !none && then.test(at))
                || none && then.test(at);
      };
    }
  }

  private static boolean explodes(Part part, String text) {
    try {
      // what must follow is never there
      new Search(text).find(part, 0, end -> end < text.length() && text.charAt(end) == 'c');
      return false;
    } catch (TooMany e) {
      return true;
    }
  }

  private static boolean explodesInJava(String pattern, String text) {
    try {
      boolean found = Pattern.compile(pattern).matcher(new CountedText(text)).find();
      return false;
    } catch (TooMany e) {
      return true;
    }
  }

  @Test
  void isWhatASearchThatTriesEverythingShows() {
    int ambiguous = 0;
    int plain = 0;
    for (int seed = 0; seed < 1_500; seed++) {
      Random random = new Random(seed);
      Part part = random(random, 4);
      String pattern = part.text() + "c";
      Optional<RepeatedText> repeated = PatternAmbiguity.in(pattern);
      if (repeated.isPresent()) {
        ambiguous++;
        String text = repeated.get().before() + repeated.get().repeated().repeat(TIMES) + "!";
        assertThat(explodes(part, text)).as("%s on %s", pattern, text).isTrue();
      } else {
        plain++;
        for (String text : texts(random)) {
          assertThat(explodes(part, text)).as("%s on %s", pattern, text).isFalse();
          assertThat(explodesInJava("^" + pattern, text)).as("%s on %s", pattern, text).isFalse();
        }
      }
    }
    assertThat(ambiguous).isGreaterThan(150);
    assertThat(plain).isGreaterThan(400);
  }

  private static List<String> texts(Random random) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      texts.add(word(random) + (word(random) + "a".repeat(i % 2)).repeat(10) + "!");
    }
    return texts;
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    for (int i = random.nextInt(3); i >= 0; i--) {
      word.append(random.nextBoolean() ? 'a' : 'b');
    }
    return word.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "(a+)+b a",
        "^(a|aa)+$ a",
        "^(\\w+\\s?)*$ a",
        "^(\\d|[0-9])+x 0",
        "^(.*,){11}P ,a",
        "(?i)^(a|A)+$ a",
        "^(?<word>[a-z]+)+\\k<word>! a",
        "^(a{1,3})+$ a",
        "^(ab?b?)*c ab"
      })
  void findsTheTextThatIsRepeated(String pattern, String characters) {
    String found = PatternAmbiguity.in(pattern).orElseThrow().repeated();
    assertThat(found).isNotEmpty().matches("[" + characters + "]+");
  }

  /** Also those that a search has to leave out because they search in another way. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "abc",
        "^[^@\\s]+@[^@\\s]+\\.[a-z]+$",
        "^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2})?$",
        "^([a-z]+[0-9])+$",
        "^[a-z0-9]+(-[a-z0-9]+)*$",
        "(a+)+",
        "(a+)+.*",
        "(\\d{3})+-",
        "^([0-9]{1,3}\\.){3}[0-9]{1,3}$",
        "^(a++)+$",
        "^(?>a+)+$",
        "^(?=(a+)+b)a",
        "^([A-Z]{2}\\d{2}( ?[A-Z0-9]{4}){3,7})$",
        "\\s*,\\s*",
        "^(?:[a-f0-9]{8})-(?:[a-f0-9]{4}-){3}[a-f0-9]{12}$",
        "[&&[a]]",
        "^[\\]a]+[]b]x$",
        "(?x) ( a + ) + b",
        "\\Q(a+)+\\Eb"
      })
  void leavesOthersAlone(String pattern) {
    Pattern.compile(pattern);
    assertThat(PatternAmbiguity.in(pattern)).isEmpty();
  }

  @Test
  void isQuickForALargeExpression() {
    String large = "(?:[a-z]{1,30}[0-9]?|x{2,20}){1,3}".repeat(5) + "$";
    Pattern.compile(large);
    assertThat(PatternAmbiguity.in(large)).isEmpty();
  }
}
