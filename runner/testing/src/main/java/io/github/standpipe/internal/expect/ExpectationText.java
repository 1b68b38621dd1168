package io.github.standpipe.internal.expect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The text of an expectation, changed to expect the actual value. Only differences are changed:
 * blanks, the order of keys, the notation of numbers, and rules that hold are kept.
 */
public final class ExpectationText {
  private final String text;
  private final JsonLayout layout;
  private final boolean completes;
  private final List<Edit> edits = new ArrayList<>();

  private ExpectationText(String text, boolean completes) {
    this.text = text;
    this.layout = new JsonLayout(text, Style.of(text));
    this.completes = completes;
  }

  /**
   * @param completes whether implied keys that differ are written out, and a text that is written
   *     as its JSON is written as a text; otherwise only values are changed
   */
  public static String of(Expectation expectation, JsonNode seen, boolean completes) {
    String text = expectation.text();
    ExpectationText rewriting = new ExpectationText(text, completes);
    rewriting.value(
        ValueSpan.of(text), new Place(expectation.written(), expectation.value(), seen));
    return Edit.apply(rewriting.edits, text);
  }

  /** A whole text in the layout of another one. */
  public static String whole(String text, JsonNode seen) {
    Style style = Style.of(text);
    return style.onLines(Notation.exactly(seen), "") + style.lineBreak();
  }

  /** A place in the file: what is written there, what it means, and the actual value. */
  private record Place(JsonNode written, JsonNode expected, JsonNode actual) {
    boolean all(boolean objects) {
      return objects
          ? written.isObject() && expected.isObject() && actual.isObject()
          : written.isArray() && expected.isArray() && actual.isArray();
    }
  }

  private void value(ValueSpan span, Place place) {
    if (Sameness.holds(place.expected, place.actual)) {
      return;
    }
    if (place.written.has(Notation.KEY)) {
      rule(span, place);
    } else if (place.all(true)) {
      members(span, place, true);
    } else if (place.all(false)) {
      items(span, place);
    } else if (!inText(span, place)) {
      edits.add(layout.instead(span, place.actual));
    }
  }

  /** A rule that does not hold is replaced, except for one about keys: only its differences are. */
  private void rule(ValueSpan span, Place place) {
    JsonNode form = place.written.get(Notation.KEY);
    Optional<ExpectationRule> rule = ExpectationRule.at(place.expected);
    if (rule.orElse(null) instanceof ExpectationRule.AtLeast(ObjectNode keys)
        && ObjectKeys.of(keys).stream().anyMatch(place.actual::has)) {
      ValueSpan inner = span.member(Notation.KEY).value().member("atLeast").value();
      members(inner, new Place(form.get("atLeast"), keys, place.actual), false);
    } else if (!inText(span, place)) {
      edits.add(layout.instead(span, place.actual));
    }
  }

  /** A text that is written as the JSON that it contains. */
  private boolean inText(ValueSpan span, Place place) {
    Optional<JsonNode> seen =
        JsonText.containerIn(place.actual).filter(json -> isAsWritten(json, place.actual));
    Optional<JsonNode> expected =
        ExpectationRule.at(place.expected).orElse(null)
                instanceof ExpectationRule.InText(JsonNode json)
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

  private void members(ValueSpan span, Place place, boolean exact) {
    Entries entries = new Entries(text, span);
    List<String> written = ObjectKeys.of(place.written);
    for (String key : written) {
      if (place.actual.has(key)) {
        value(
            span.member(key).value(),
            new Place(place.written.get(key), place.expected.get(key), place.actual.get(key)));
      } else {
        entries.remove(written.indexOf(key));
      }
    }
    int after = CommonItems.NONE;
    for (var member : place.actual.properties()) {
      int index = written.indexOf(member.getKey());
      after = index < 0 ? after : index;
      if (index < 0 && exact && comes(member.getKey(), place)) {
        entries.add(after, layout.member(span, member.getKey(), member.getValue()));
      }
    }
    apply(entries, span, place.actual);
  }

  private boolean comes(String key, Place place) {
    return !place.expected.has(key)
        || completes && !Sameness.holds(place.expected.get(key), place.actual.get(key));
  }

  private void items(ValueSpan span, Place place) {
    Entries entries = new Entries(text, span);
    Alignment alignment = Alignment.of(place.expected, place.actual);
    int after = CommonItems.NONE;
    for (Alignment.Pair pair : alignment.pairs()) {
      after = Math.max(after, pair.expected());
      if (pair.actual() < 0) {
        entries.remove(pair.expected());
      } else if (pair.expected() < 0) {
        int moved = alignment.movedFrom(pair.actual());
        entries.add(
            after,
            moved < 0 ? layout.item(span, place.actual.get(pair.actual())) : at(span, moved));
      } else {
        JsonNode item = place.written.get(pair.expected());
        value(
            span.entries().get(pair.expected()).value(),
            new Place(item, place.expected.get(pair.expected()), place.actual.get(pair.actual())));
      }
    }
    apply(entries, span, place.actual);
  }

  private String at(ValueSpan span, int entry) {
    ValueSpan value = span.entries().get(entry).value();
    return text.substring(value.start(), value.end());
  }

  private void apply(Entries entries, ValueSpan span, JsonNode seen) {
    if (entries.keepsSome()) {
      edits.addAll(entries.edits());
    } else {
      edits.removeIf(edit -> edit.start() >= span.start() && edit.end() <= span.end());
      edits.add(layout.instead(span, seen));
    }
  }
}
