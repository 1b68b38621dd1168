package io.github.standpipe.internal.capture;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces values consistently: equal values by equal ones, different values by different ones. A
 * text keeps its length, its kinds of characters and its punctuation, a date stays a date, a number
 * keeps its sign and its number of digits.
 */
final class Pseudonyms {
  private static final Pattern DATE = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(?=T|\\s|$)");
  private static final Pattern TIME =
      Pattern.compile(
          "([T ]\\d{2}:\\d{2}(:\\d{2}([.,]\\d{1,9})?)?( ?(Z|[+-]\\d{2}(:?\\d{2})?))?)?");
  private static final int COMBINING_ACUTE = 0x301;
  private static final int STAR = 0x2605;
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
  private static final String HEX = "abcdef";
  private static final Pattern IS_HEX = Pattern.compile("\\p{XDigit}{8}[\\p{XDigit}-]*");
  private static final int TRIES = 100;

  private final Random random;
  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, String> datedTexts = new HashMap<>();
  private final Map<BigDecimal, BigDecimal> numbers = new HashMap<>();
  private final Set<Object> taken = new HashSet<>();

  /**
   * The same random numbers give the same substitutes.
   *
   * @param originals values that must not be used as substitutes
   */
  Pseudonyms(Random random, Collection<?> originals) {
    this.random = random;
    taken.addAll(originals);
  }

  /** Fixes the substitute of a value, which may be the value itself. */
  void fix(String text, String standIn) {
    texts.put(text, standIn);
    taken.add(standIn);
  }

  void fix(BigDecimal number, BigDecimal standIn) {
    numbers.put(number, standIn);
    taken.add(standIn);
  }

  boolean isFixed(BigDecimal number) {
    return numbers.containsKey(number);
  }

  /** Between 0 and 1. */
  BigDecimal fraction() {
    return BigDecimal.valueOf(random.nextDouble());
  }

  /** Whether the substitute of a text was fixed explicitly. */
  boolean isFixed(String text) {
    return texts.containsKey(text);
  }

  boolean isFree(Object standIn) {
    return !taken.contains(standIn);
  }

  /**
   * Texts without letters and digits, and of one character: flags, which do not identify anybody.
   */
  static boolean namesNobody(String text) {
    return text.length() <= 1
        || text.codePoints().noneMatch(c -> Character.isLetterOrDigit(c) || other(c) != c);
  }

  /** Numbers of one digit: counts and flags, which do not identify anybody. */
  static boolean namesNobody(BigDecimal number) {
    return number.precision() < 2;
  }

  /** Texts that do not identify anybody stay. */
  String of(String text, DateShift shift) {
    String fixed = texts.get(text);
    if (fixed != null || namesNobody(text)) {
      return fixed == null ? text : fixed;
    }
    String moved = date(text).map(date -> shift.apply(date).toString()).orElse("");
    return moved.isEmpty()
        ? texts.computeIfAbsent(text, t -> free(t, () -> characters(t)))
        : datedTexts.computeIfAbsent(moved + text, t -> behind(moved, text));
  }

  /** Numbers that do not identify anybody stay. */
  BigDecimal of(BigDecimal number) {
    return namesNobody(number)
        ? number
        : numbers.computeIfAbsent(number, n -> free(n, () -> number(n)));
  }

  /** Never the value itself, and unused as long as unused ones are left. */
  private <T> T free(T value, Supplier<T> standIn) {
    T found = standIn.get();
    for (int tried = 0; tried < TRIES && (found.equals(value) || taken.contains(found)); tried++) {
      found = standIn.get();
    }
    while (found.equals(value)) {
      found = standIn.get();
    }
    taken.add(found);
    return found;
  }

  /** The date that a text begins with. */
  static Optional<LocalDate> date(String text) {
    Matcher date = DATE.matcher(text);
    try {
      return date.lookingAt() ? Optional.of(LocalDate.parse(date.group(1))) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty(); // looks like a date but is not one
    }
  }

  /** Replaces the date at the beginning of a text, and the text after it. */
  String behind(String moved, String text) {
    return moved + afterDate(text.substring(moved.length()));
  }

  /**
   * A time of day is kept, or the text would no longer be a time; words after a date are replaced.
   */
  private String afterDate(String rest) {
    return TIME.matcher(rest).matches() ? rest : characters(rest);
  }

  /** Any text of the same kinds of characters. */
  String characters(String text) {
    StringBuilder standIn = new StringBuilder();
    String letters = IS_HEX.matcher(text).matches() ? HEX : LETTERS;
    text.codePoints().map(c -> character(c, letters)).forEach(standIn::appendCodePoint);
    return standIn.toString();
  }

  private int character(int character, String letters) {
    if (Character.isDigit(character)) {
      return '0' + random.nextInt(10);
    }
    if (!Character.isLetter(character)) {
      return other(character);
    }
    int letter = letters.charAt(random.nextInt(letters.length()));
    return Character.isUpperCase(character) ? Character.toUpperCase(letter) : letter;
  }

  /** Numerals, marks and signs beyond ASCII spell words too, circled and Roman ones among them. */
  private static int other(int character) {
    return switch (Character.getType(character)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK ->
          COMBINING_ACUTE;
      case Character.LETTER_NUMBER,
          Character.OTHER_NUMBER,
          Character.OTHER_SYMBOL,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.FORMAT ->
          STAR;
      default -> character;
    };
  }

  /** Any number with as many digits. */
  BigDecimal number(BigDecimal number) {
    int digits = number.precision();
    StringBuilder unscaled = new StringBuilder().append(1 + random.nextInt(9));
    for (int digit = 1; digit < digits; digit++) {
      unscaled.append(random.nextInt(10));
    }
    BigDecimal standIn = new BigDecimal(new BigInteger(unscaled.toString()), number.scale());
    return number.signum() < 0 ? standIn.negate() : standIn;
  }
}
