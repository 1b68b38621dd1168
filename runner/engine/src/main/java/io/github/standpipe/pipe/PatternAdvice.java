package io.github.standpipe.pipe;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Explains why event-ruler rejects a pattern, and what to write. */
final class PatternAdvice {
  private static final String UNKNOWN =
      "event-ruler does not accept it; use the operators that Pipes documents";
  private static final String RANGE =
      "numeric accepts one comparison, or a lower and"
          + " then an upper bound, such as [\">\", 0, \"<=\", 5]";
  private static final String ANYTHING_BUT =
      "anything-but accepts a string, a number, or a list of only strings or only numbers";

  private record Advice(Pattern message, String words) {
    static Advice of(String message, String words) {
      return new Advice(Pattern.compile(message), words);
    }
  }

  private static final List<Advice> ALL =
      List.of(
          Advice.of("Filter is not an object", "it is not an object; write {\"body\": {...}}"),
          Advice.of(
              "\"(.*)\" must be an object or an array",
              "'$1' has a bare value; put it into a list, such as [\"value\"]"),
          Advice.of("Empty objects are not allowed", "an object is empty; add a key, or remove it"),
          Advice.of(
              "Empty arrays are not allowed",
              "a list is empty; write the values that match, or {\"exists\": true}"),
          Advice.of(
              "(.*) ?is Ruler reserved fieldName.*",
              "'$1' is the name of an operator and cannot be a key in $or; match that field outside"
                  + " of $or"),
          Advice.of(
              "It must be an Array followed with \\$or",
              "$or is not a list; write a list of at least two objects"),
          Advice.of(
              "Only JSON object is allowed in array of \\$or.*",
              "a branch of $or is not an object; write each as an object"),
          Advice.of(
              "There must have at least 2 Objects in \\$or.*",
              "$or has fewer than two branches; add one, or remove $or"),
          Advice.of(
              "Path `(.*)` cannot be allowed multiple times",
              "the path $1 occurs more than once; write it once, with all its values"),
          Advice.of(
              "Match expression name not found",
              "an object among the values is empty; name an operator, such as {\"prefix\": \"a\"}"),
          Advice.of(
              "Only one key allowed in match expression",
              "an object among the values has several operators; write an object for each"),
          Advice.of(
              "Unrecognized match type ?(.*)",
              "the operator '$1' does not exist; write prefix, suffix, equals-ignore-case, numeric,"
                  + " exists or anything-but"),
          Advice.of(
              "([\\w-]+) match pattern must be a string",
              "$1 accepts a string; write it in quotes"),
          Advice.of(
              "prefix/suffix match pattern must be a string|Null prefix/suffix not allowed",
              "prefix and suffix accept a string; write it in quotes"),
          Advice.of(
              "(Prefix|Suffix) expression name not found|Unsupported (prefix|suffix) pattern: ?.*",
              "prefix and suffix accept a string; write it instead of the object"),
          Advice.of(
              "Match value must be String, number, true, false, or null",
              "a list is among the values; write its values into the outer list"),
          Advice.of("(?i)(Inside|Value of|Unsupported) anything.but.*", ANYTHING_BUT),
          Advice.of("Anything-But expression name not found", ANYTHING_BUT),
          Advice.of("processAnythingBut.*", ANYTHING_BUT),
          Advice.of(
              "exists match pattern must be either true or false",
              "exists accepts true or false, without quotes"),
          Advice.of(
              "Value of numeric must be an array",
              "numeric is not a list; write one, such as [\">\", 0]"),
          Advice.of(
              "(Invalid member in numeric match|Unrecognized numeric range operator"
                  + "|Bad numeric range operator):? ?.*",
              "numeric has an unknown comparison; write =, <, <=, > or >= before each number"),
          Advice.of(
              "(Value of .* must be numeric|Bad value in numeric range:? ?.*)",
              "numeric compares with something that is not a number; write it without quotes"),
          Advice.of("Too many (elements|terms) in numeric.*", RANGE),
          Advice.of(
              "Bottom must be less than top",
              "the lower bound of numeric is not below its upper one; swap them"),
          Advice.of(
              "Cannot compare number ?: ?(.*)",
              "the number $1 cannot be compared, because it is not the shortest form of a double;"
                  + " write fewer digits, or compare a string"),
          Advice.of(
              ".*(IP address|CIDR|mask bits).*",
              "an address range is invalid; write one such as 10.0.0.0/24"),
          Advice.of(
              ".*(wildcard|escape) character.*", "a wildcard is invalid; write single asterisks"));

  private PatternAdvice() {}

  /** The advice for a message of event-ruler. */
  static String of(String message) {
    return known(message).orElse(UNKNOWN);
  }

  static Optional<String> known(String message) {
    String plain = message.strip().replaceAll("\\.$", "");
    for (Advice advice : ALL) {
      Matcher found = advice.message.matcher(plain);
      if (found.matches()) {
        return Optional.of(filled(advice.words, found));
      }
    }
    return Optional.empty();
  }

  private static String filled(String words, Matcher found) {
    String first = found.groupCount() > 0 && found.group(1) != null ? found.group(1) : "";
    return words.replace("$1", first.strip());
  }
}
