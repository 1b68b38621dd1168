package io.github.standpipe.expect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The text of an expectation, changed to expect what was seen. Only what differs is changed:
 * blanks, the order of keys, the way numbers are written, and rules that hold stay as they are.
 */
public final class Rewriting {
  private final String text;
  private final Layout layout;
  private final boolean completes;
  private final List<Edit> edits = new ArrayList<>();

  private Rewriting(String text, boolean completes) {
    this.text = text;
    this.layout = new Layout(text, Style.of(text));
    this.completes = completes;
  }

  /**
   * @param completes whether what follows from other keys is written where it differs, and a text
   *     that is written as its JSON is written as a text; without it only values are changed
   */
  public static String of(Expectation expectation, JsonNode seen, boolean completes) {
    String text = expectation.text();
    Rewriting rewriting = new Rewriting(text, completes);
    rewriting.value(Span.of(text), new Place(expectation.written(), expectation.value(), seen));
    return Edit.apply(rewriting.edits, text);
  }

  /** A whole text, in the layout of another one. */
  public static String whole(String text, JsonNode seen) {
    Style style = Style.of(text);
    return style.onLines(Notation.exactly(seen), "") + style.lineBreak();
  }

  /** A place of the file: what is written there, what that stands for, and what was seen. */
  private record Place(JsonNode written, JsonNode expected, JsonNode seen) {
    boolean all(boolean objects) {
      return objects
          ? written.isObject() && expected.isObject() && seen.isObject()
          : written.isArray() && expected.isArray() && seen.isArray();
    }
  }

  private void value(Span span, Place place) {
    if (Sameness.holds(place.expected, place.seen)) {
      return;
    }
    if (place.written.has(Notation.KEY)) {
      rule(span, place);
    } else if (place.all(true)) {
      members(span, place, true);
    } else if (place.all(false)) {
      items(span, place);
    } else if (!inText(span, place)) {
      edits.add(layout.instead(span, place.seen));
    }
  }

  /** A rule that does not hold gives way, but for one of keys: only what differs in it does. */
  private void rule(Span span, Place place) {
    JsonNode form = place.written.get(Notation.KEY);
    Optional<Rule> rule = Rule.at(place.expected);
    if (rule.orElse(null) instanceof Rule.AtLeast(ObjectNode keys)
        && Keys.of(keys).stream().anyMatch(place.seen::has)) {
      Span inner = span.member(Notation.KEY).value().member("atLeast").value();
      members(inner, new Place(form.get("atLeast"), keys, place.seen), false);
    } else if (!inText(span, place)) {
      edits.add(layout.instead(span, place.seen));
    }
  }

  /** A text that is written as the JSON that it holds. */
  private boolean inText(Span span, Place place) {
    Optional<JsonNode> seen =
        JsonText.containerIn(place.seen).filter(json -> isAsWritten(json, place.seen));
    Optional<JsonNode> expected =
        Rule.at(place.expected).orElse(null) instanceof Rule.InText(JsonNode json)
            ? Optional.of(json)
            : Optional.of(place.written).filter(w -> w.isContainerNode() && !w.has(Notation.KEY));
    boolean isText = place.expected.isValueNode() && !completes;
    if (seen.isEmpty() || expected.isEmpty() || !isText) {
      return false;
    }
    value(span, new Place(place.written, expected.get(), seen.get()));
    return true;
  }

  private static boolean isAsWritten(JsonNode json, JsonNode text) {
    return Json.text(json).equals(text.textValue());
  }

  private void members(Span span, Place place, boolean exact) {
    Entries entries = new Entries(text, span);
    List<String> written = Keys.of(place.written);
    for (String key : written) {
      if (place.seen.has(key)) {
        value(
            span.member(key).value(),
            new Place(place.written.get(key), place.expected.get(key), place.seen.get(key)));
      } else {
        entries.remove(written.indexOf(key));
      }
    }
    int after = CommonItems.NONE;
    for (var member : place.seen.properties()) {
      int index = written.indexOf(member.getKey());
      after = index < 0 ? after : index;
      if (index < 0 && exact && comes(member.getKey(), place)) {
        entries.add(after, layout.member(span, member.getKey(), member.getValue()));
      }
    }
    apply(entries, span, place.seen);
  }

  private boolean comes(String key, Place place) {
    return !place.expected.has(key)
        || completes && !Sameness.holds(place.expected.get(key), place.seen.get(key));
  }

  private void items(Span span, Place place) {
    Entries entries = new Entries(text, span);
    Alignment alignment = Alignment.of(place.expected, place.seen);
    int after = CommonItems.NONE;
    for (Alignment.Pair pair : alignment.pairs()) {
      after = Math.max(after, pair.expected());
      if (pair.seen() < 0) {
        entries.remove(pair.expected());
      } else if (pair.expected() < 0) {
        int moved = alignment.movedFrom(pair.seen());
        entries.add(
            after, moved < 0 ? layout.item(span, place.seen.get(pair.seen())) : at(span, moved));
      } else {
        JsonNode item = place.written.get(pair.expected());
        value(
            span.entries().get(pair.expected()).value(),
            new Place(item, place.expected.get(pair.expected()), place.seen.get(pair.seen())));
      }
    }
    apply(entries, span, place.seen);
  }

  private String at(Span span, int entry) {
    Span value = span.entries().get(entry).value();
    return text.substring(value.start(), value.end());
  }

  private void apply(Entries entries, Span span, JsonNode seen) {
    if (entries.keepsSome()) {
      edits.addAll(entries.edits());
    } else {
      edits.removeIf(edit -> edit.start() >= span.start() && edit.end() <= span.end());
      edits.add(layout.instead(span, seen));
    }
  }
}
