package io.github.standpipe.internal.filters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.standpipe.internal.filters.EventKind.Content;
import io.github.standpipe.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Values that stand for all others at a path: each value is treated by all matchers there as one of
 * these is.
 *
 * @param isComplete whether that is certain
 */
record ValueClasses(List<JsonNode> values, boolean isComplete) {

  ValueClasses {
    values = List.copyOf(values);
  }

  /**
   * Finds the values.
   *
   * @param leaves the arrays of matchers at the path
   */
  static ValueClasses of(Iterable<JsonNode> leaves, Content content) {
    if (content == Content.NOTHING) {
      return new ValueClasses(List.of(), true);
    }
    MatcherParts parts = new MatcherParts();
    leaves.forEach(leaf -> leaf.forEach(parts::add));
    TextClasses texts =
        new TextClasses(parts.globs, text -> content != Content.PLAIN_TEXT || isPlain(text));
    List<JsonNode> values = new ArrayList<>();
    texts.texts().forEach(text -> values.add(TextNode.valueOf(text)));
    AddressClasses.of(parts.blocks, parts.exact)
        .forEach(text -> values.add(TextNode.valueOf(text)));
    if (content == Content.ANY) {
      values.addAll(NumberClasses.of(parts.numbers));
      values.add(BooleanNode.TRUE);
      values.add(BooleanNode.FALSE);
    }
    if (content == Content.ANY || content == Content.TEXT_OR_NULL) {
      values.add(NullNode.getInstance());
    }
    boolean isComplete =
        texts.isComplete()
            && !texts.lacksTexts()
            && !parts.isUnusual
            && !(parts.comparesAddresses()
                && parts.globs.stream().anyMatch(ValueClasses::mayMatch));
    return new ValueClasses(values, isComplete);
  }

  /** Whether a glob may match some address and not another one beside it. */
  private static boolean mayMatch(Glob glob) {
    return glob.isOpenTo(AddressClasses.CHARACTERS)
        && !glob.steps().stream().allMatch(Glob.Step::isStar);
  }

  private static boolean isPlain(String text) {
    try {
      Json.parse(text);
      return false;
    } catch (StreamConstraintsException e) {
      return false;
    } catch (JsonProcessingException e) {
      return true;
    }
  }

  /** What the matchers at one path compare with. */
  private static final class MatcherParts {
    final List<Glob> globs = new ArrayList<>();
    final List<String> exact = new ArrayList<>();
    final List<String> blocks = new ArrayList<>();
    final List<BigDecimal> numbers = new ArrayList<>();
    boolean isUnusual;

    void add(JsonNode matcher) {
      if (matcher.isTextual()) {
        text("exactly", matcher.textValue());
      } else if (matcher.isNumber()) {
        numbers.add(matcher.decimalValue());
      } else {
        matcher.properties().forEach(field -> operator(field.getKey(), field.getValue()));
      }
    }

    private void operator(String operator, JsonNode operand) {
      switch (operator) {
        case "exists" -> {}
        case "numeric" ->
            operand.forEach(one -> {
              if (one.isNumber()) {
                numbers.add(one.decimalValue());
              }
            });
        case "anything-but" -> {
          if (operand.isArray()) {
            operand.forEach(this::add);
          } else {
            add(operand);
          }
        }
        default -> texts(operator, operand);
      }
    }

    private void texts(String operator, JsonNode operand) {
      if (operand.isTextual()) {
        text(operator, operand.textValue());
      } else if (operand.isArray()) {
        operand.forEach(one -> texts(operator, one));
      } else if (operand.has("equals-ignore-case")) {
        texts(operator + " ignoring case", operand.get("equals-ignore-case"));
      } else {
        isUnusual = true;
      }
    }

    private void text(String operator, String text) {
      isUnusual |= text.codePoints().anyMatch(c -> c >= 0xd800 && c <= 0xdfff);
      switch (operator) {
        case "exactly" -> {
          exact.add(text);
          globs.add(Glob.exactly(text));
        }
        case "prefix" -> globs.add(Glob.prefix(text));
        case "suffix" -> globs.add(Glob.suffix(text));
        case "wildcard" -> globs.add(Glob.wildcard(text));
        case "cidr" -> blocks.addAll(AddressClasses.blocks(List.of(text)));
        default -> ignoringCase(operator, text);
      }
    }

    private void ignoringCase(String operator, String text) {
      isUnusual |= text.chars().anyMatch(c -> Character.isSurrogate((char) c));
      List<Glob> both = Glob.ignoringCase(text);
      switch (operator) {
        case "equals-ignore-case" -> globs.addAll(both);
        case "prefix ignoring case" -> both.forEach(glob -> globs.add(glob.open(false)));
        case "suffix ignoring case" -> both.forEach(glob -> globs.add(glob.open(true)));
        default -> isUnusual = true;
      }
    }

    boolean comparesAddresses() {
      return !blocks.isEmpty() || exact.stream().anyMatch(AddressClasses::isAddress);
    }
  }
}
