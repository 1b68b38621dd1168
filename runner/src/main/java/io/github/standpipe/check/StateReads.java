package io.github.standpipe.check;

import io.github.standpipe.template.Place;
import io.github.standpipe.template.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a state reads of its input, and whether the state behind it sees the same. */
record StateReads(Property state, boolean jsonata) {
  /** How a state takes its input. */
  enum Kind {
    /** One item of an array: {@code $[0]}. */
    FIRST,
    /** A field of an object: {@code $.field}. */
    FIELD,
    /** A JSONata path over all items. */
    LIST,
    /** A field below the body of an item: {@code $[0].body.id}. */
    BODY
  }

  /**
   * One path.
   *
   * @param path as it is written
   */
  record Read(Kind kind, String path, boolean jsonata, Place at) {
    private static final Pattern INTO_BODY =
        Pattern.compile("\\$(states\\.input)?(\\[[^]]*])?\\.body[.\\[].*");

    /** Whether it reads a field of a record's body; an item's path begins with the record. */
    boolean isIntoBody(boolean item) {
      return INTO_BODY.matcher(path).matches() && (item || !path.startsWith("$.body"));
    }
  }

  private static final Set<String> PATHS =
      Set.of(
          "InputPath",
          "ItemsPath",
          "SecondsPath",
          "TimestampPath",
          "TimeoutSecondsPath",
          "HeartbeatSecondsPath",
          "Variable");
  private static final Set<String> OTHERS =
      Set.of(
          "Branches",
          "ItemProcessor",
          "Iterator",
          "ResultSelector",
          "Catch",
          "Retry",
          "OutputPath",
          "Comment",
          "Result",
          "Assign");
  private static final Pattern QUOTED = Pattern.compile("'(?:[^'\\\\]|\\\\.)*'");
  private static final Pattern PATH =
      Pattern.compile("(?<![$\\w])\\$(?:\\[\\d+]|\\[\\*]|\\.[A-Za-z_])[\\w.\\[\\]*-]*(?!\\w*\\()");
  private static final Pattern CONTEXT_PATH =
      Pattern.compile(
          "\\$\\$\\.Execution\\.Input((?:\\[\\d+]|\\[\\*]|\\.[A-Za-z_])[\\w.\\[\\]*-]*)");
  private static final Pattern CONTEXT =
      Pattern.compile("\\$states\\.context\\.Execution\\.Input(\\[\\s*\\d+\\s*][\\w.\\[\\]]*)");
  private static final Pattern INPUT =
      Pattern.compile("\\$states\\.input(?:\\[\\s*\\d+\\s*]|\\.[A-Za-z_])[\\w.\\[\\]]*");

  /** What a text reads of the execution's input by the context object. */
  static Stream<Read> ofContext(String text, Property at) {
    boolean jsonata = text.startsWith("{%");
    return (jsonata ? CONTEXT : CONTEXT_PATH)
        .matcher(text)
        .results()
        .map(found -> new Read(kind("$" + found.group(1)), found.group(), jsonata, at.at()));
  }

  List<Read> ofInput() {
    List<Read> reads = new ArrayList<>();
    if (jsonata) {
      collect(state, reads);
      return reads;
    }
    Property input = state.get("InputPath");
    if (!input.text().orElse("$").equals("$")) {
      input.text().ifPresent(path -> path(path, input, reads));
      return reads;
    }
    collect(state, reads);
    if (input.isAbsent()) {
      into(state.get("ResultPath"), reads);
      state.get("Catch").items().forEach(one -> into(one.get("ResultPath"), reads));
    }
    return reads;
  }

  /** A result is put into the input, which must be an object for that. */
  private static void into(Property result, List<Read> reads) {
    result
        .text()
        .filter(path -> path.startsWith("$."))
        .ifPresent(path -> reads.add(new Read(Kind.FIELD, path, false, result.at())));
  }

  private void collect(Property holder, List<Read> reads) {
    for (String key : holder.keys()) {
      if (OTHERS.contains(key) && holder == state) {
        continue;
      }
      Property value = holder.get(key);
      boolean path = PATHS.contains(key) || key.endsWith(".$") || key.matches("\\w+Path");
      if (value.isText() && (jsonata || path) && !key.equals("ResultPath")) {
        value.text().ifPresent(text -> path(text, value, reads));
      }
      collect(value, reads);
      value.items().forEach(item -> collect(item, reads));
    }
  }

  private void path(String text, Property at, List<Read> reads) {
    if (jsonata) {
      expression(text, at, reads);
      return;
    }
    Matcher path = PATH.matcher(QUOTED.matcher(text).replaceAll("''"));
    while (path.find()) {
      reads.add(new Read(kind(path.group()), path.group(), false, at.at()));
    }
  }

  private void expression(String text, Property at, List<Read> reads) {
    if (!text.startsWith("{%")) {
      return;
    }
    Matcher input = INPUT.matcher(text);
    while (input.find()) {
      String path = input.group();
      boolean alone = text.matches("\\{%\\s*" + Pattern.quote(path) + "\\s*%}");
      if (path.startsWith("$states.input[")) {
        reads.add(new Read(kind(path.substring(13)), path, true, at.at()));
      } else if (alone) {
        reads.add(new Read(Kind.LIST, path, true, at.at()));
      }
    }
  }

  private static Kind kind(String path) {
    if (path.matches("\\$?\\[[\\d*]+]\\.body[.\\[].*")) {
      return Kind.BODY;
    }
    return path.matches("\\$?\\[\\d+].*")
        ? Kind.FIRST
        : path.contains("[*]") && !path.startsWith("$.") ? Kind.BODY : Kind.FIELD;
  }

  /** Whether what it works on is not its input as it is. */
  boolean changesInput() {
    return !state.get("InputPath").text().orElse("$").equals("$")
        || !state.get("Parameters").isAbsent()
        || !state.get("Arguments").isAbsent();
  }

  /** Whether the next state has the same input. */
  boolean passesItsInputOn() {
    String type = state.get("Type").text().orElse("");
    boolean shaped =
        List.of("Parameters", "Result", "Output", "OutputPath", "InputPath").stream()
            .anyMatch(key -> !state.get(key).isAbsent());
    boolean discards = !jsonata && state.get("ResultPath").kind().equals("null");
    return switch (type) {
      case "Choice", "Wait" -> !shaped;
      case "Pass" -> !shaped || discards;
      default -> discards && state.get("OutputPath").isAbsent();
    };
  }

  /** Whether it is a Map over the array itself, whose items are the events as they are. */
  boolean iteratesOverInput() {
    return state.get("Type").text().equals(Optional.of("Map"))
        && !changesInput()
        && state.get("ItemReader").isAbsent()
        && state.get("ItemSelector").isAbsent()
        && state.get("ItemsPath").text().orElse("$").equals("$")
        && state.get("Items").isAbsent();
  }
}
