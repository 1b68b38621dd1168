package io.github.standpipe.capture;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands one value in for another, always the same for the same and different ones for different
 * ones: a text keeps its length, its kinds of characters and its punctuation, a date stays a date,
 * a number keeps its sign and its digits' count.
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
  private final long days;
  private final Map<String, String> texts = new HashMap<>();
  private final Map<BigDecimal, BigDecimal> numbers = new HashMap<>();
  private final Set<Object> taken = new HashSet<>();

  /** The same seed gives the same stand-ins. */
  Pseudonyms(long seed) {
    this.random = new Random(seed);
    this.days = 400 + random.nextInt(8000);
  }

  /** From now on a value stands for itself. */
  void keep(String text) {
    texts.put(text, text);
    taken.add(text);
  }

  void keep(BigDecimal number) {
    numbers.put(number, number);
    taken.add(number);
  }

  /** Blanks and texts of one character stay: flags and versions, of which nobody is known. */
  String of(String text) {
    return text.isBlank() || text.length() == 1
        ? text
        : texts.computeIfAbsent(text, t -> free(t, () -> text(t)));
  }

  /** Numbers of one digit stay: counts and flags, of which nobody is known. */
  BigDecimal of(BigDecimal number) {
    return number.precision() < 2
        ? number
        : numbers.computeIfAbsent(number, n -> free(n, () -> number(n)));
  }

  /** One that stands for nothing else, and is not the value itself, as far as there are any. */
  private <T> T free(T value, Supplier<T> standIn) {
    T found = standIn.get();
    for (int tried = 0; tried < TRIES && (found.equals(value) || taken.contains(found)); tried++) {
      found = standIn.get();
    }
    taken.add(found);
    return found;
  }

  private String text(String text) {
    Matcher date = DATE.matcher(text);
    if (date.lookingAt()) {
      String moved = moved(date.group(1));
      return moved.isEmpty() ? characters(text) : moved + afterDate(text.substring(date.end(1)));
    }
    return characters(text);
  }

  /** A time of day stays, or the text would no longer be a time; words behind a date do not. */
  private String afterDate(String rest) {
    return TIME.matcher(rest).matches() ? rest : characters(rest);
  }

  /** All dates of a run move by the same number of days, so that what lay between them stays. */
  private String moved(String date) {
    try {
      return LocalDate.parse(date).minusDays(days).toString();
    } catch (DateTimeException e) {
      return ""; // looks like a date and is none
    }
  }

  private String characters(String text) {
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

  private BigDecimal number(BigDecimal number) {
    int digits = number.precision();
    StringBuilder unscaled = new StringBuilder().append(1 + random.nextInt(9));
    for (int digit = 1; digit < digits; digit++) {
      unscaled.append(random.nextInt(10));
    }
    BigDecimal standIn = new BigDecimal(new BigInteger(unscaled.toString()), number.scale());
    return number.signum() < 0 ? standIn.negate() : standIn;
  }
}
