package io.github.standpipe.json;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.json.PlainObject;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as it crosses a stage border: strict, one value per text, numbers without loss.
 *
 * <p>What it reads is bounded: at most 1,000 levels of nesting, 1,000 digits per number, 50,000
 * characters per key and 20,000,000 per string. Beyond that it throws {@link
 * StreamConstraintsException}, which is a {@link JsonProcessingException}. Integers are kept as
 * {@code int}, {@code long} or {@code BigInteger}, all other numbers as {@code BigDecimal}.
 */
public final class Json {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .build();

  /** Jackson's messages, which name its settings and quote the text, and their replacements. */
  private static final Map<String, String> REWORDED = new LinkedHashMap<>();

  static {
    REWORDED.put("^No content to map.*", "there is no JSON value");
    REWORDED.put("^Trailing token .*", "something follows the value");
    REWORDED.put("^Document nesting depth .*", "it nests deeper than 1000 levels");
    REWORDED.put("^Number value length .*", "it holds a number of more than 1000 digits");
    REWORDED.put("^(Name|Property name) length .*", "it holds a key of more than 50000 characters");
    REWORDED.put("^Unexpected character \\(.*\\(code \\d+[^)]*\\)\\)", "unexpected character");
    REWORDED.put(": (was expecting|expected a valid value) \\(JSON String.*", "");
    REWORDED.put(": maybe a \\(non-standard\\) comment\\?.*", ": JSON has no comments");
    REWORDED.put(": enable `JsonReadFeature.*", "");
    REWORDED.put("\\(\\(CTRL-CHAR, code (\\d+)\\)\\)", "of code $1");
    REWORDED.put("^Unrecognized token .*", "unrecognized token");
    REWORDED.put("^Non-standard token '[^']*'.*", "unrecognized token");
    REWORDED.put("^Duplicate (field|Object property) ['\"](.*)['\"]$", "duplicate key '$2'");
    REWORDED.put(" \\((start marker|for Object|for Array) (at|starting at) \\[.*", "");
    REWORDED.put("^Unexpected end-of-input:? ?", "it ends too early: ");
  }

  private Json() {}

  /**
   * Parses a text. If an object repeats a key, the last value wins.
   *
   * @param text one JSON value, with or without white space around it
   * @return the value
   * @throws JsonProcessingException if the text is empty, is not JSON, has something after the
   *     value or exceeds a bound
   */
  public static JsonNode parse(String text) throws JsonProcessingException {
    return read(() -> FACTORY.createParser(text));
  }

  /**
   * Parses a part of an array; otherwise like {@link #parse(String)}.
   *
   * @param text the array
   * @param from the index of the first character
   * @param length the number of characters
   * @return the value
   * @throws JsonProcessingException if the part is empty, is not JSON, has something after the
   *     value or exceeds a bound
   */
  public static JsonNode parse(char[] text, int from, int length) throws JsonProcessingException {
    return read(() -> FACTORY.createParser(text, from, length));
  }

  /**
   * Parses a text like {@link #parse(String)}, but rejects an object that repeats a key.
   *
   * @param text one JSON value, with or without white space around it
   * @return the value
   * @throws JsonProcessingException if {@link #parse(String)} throws it, and if a key is repeated
   */
  public static JsonNode parseStrictly(String text) throws JsonProcessingException {
    return read(
        () -> FACTORY.createParser(text).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION));
  }

  /**
   * Parses the bytes of a text; otherwise like {@link #parse(String)}.
   *
   * @param bytes one JSON value in UTF-8
   * @return the value
   * @throws JsonProcessingException if the bytes are empty, are not JSON in UTF-8, have something
   *     after the value or exceed a bound
   * @throws IOException never for another reason; Jackson declares it
   */
  public static JsonNode parse(byte[] bytes) throws IOException {
    return read(() -> FACTORY.createParser(bytes));
  }

  /**
   * Opens a parser to read the bytes of a text token by token.
   *
   * @param bytes a text in UTF-8, which is not checked beforehand
   * @return a parser before the first token; the caller closes it
   * @throws IOException if Jackson cannot determine the encoding
   */
  public static JsonParser parser(byte[] bytes) throws IOException {
    return FACTORY.createParser(bytes);
  }

  /**
   * Reads a file that contains one JSON value, without repeated keys, in UTF-8.
   *
   * @param file the file
   * @return the value
   * @throws Fault if the file does not exist, cannot be read or is not JSON; it names the file, and
   *     for JSON the line and column
   */
  public static JsonNode read(Path file) {
    try {
      return parseStrictly(Files.readString(file, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new Fault(file + place(e), "is not JSON: " + reason(e));
    } catch (NoSuchFileException e) {
      throw new Fault(file.toString(), "does not exist");
    } catch (IOException e) {
      throw new Fault(file.toString(), "cannot be read as UTF-8 text");
    }
  }

  /** {@return a new empty object} */
  public static ObjectNode object() {
    return PlainObject.NODES.objectNode();
  }

  /** {@return a new empty array} */
  public static ArrayNode array() {
    return PlainObject.NODES.arrayNode();
  }

  /**
   * {@return a value as text for people: indented by two blanks per level, with one line per array
   * item, and without a line break at the end}
   *
   * <p>A lone surrogate stays an escape, so that the text can be written to a file.
   *
   * @param node a value that is not nested more deeply than 1,000 levels
   */
  public static String pretty(JsonNode node) {
    StringWriter text = new StringWriter();
    try (JsonGenerator to = FACTORY.createGenerator(text).setPrettyPrinter(Indented.printer())) {
      JsonTree.write(node, to);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return Printable.pairs(text.toString());
  }

  /**
   * {@return a value as compact UTF-8; a lone surrogate, which UTF-8 cannot express, stays an
   * escape}
   *
   * @param node the value; a missing node is written as {@code null}
   * @throws Fault if the value is nested too deeply to be read again
   */
  public static byte[] bytes(JsonNode node) {
    ByteArrayBuilder bytes = new ByteArrayBuilder(FACTORY._getBufferRecycler());
    try (bytes) {
      try (JsonGenerator to = FACTORY.createGenerator(bytes, JsonEncoding.UTF8)) {
        JsonTree.write(node, to);
      }
      return bytes.getClearAndRelease();
    } catch (StreamConstraintsException e) {
      throw new Fault("a value cannot be written: " + reason(e));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * {@return a value as compact text, with the same characters as {@link #bytes}}
   *
   * @param node the value; a missing node is written as {@code null}
   * @throws Fault if the value is nested too deeply to be read again
   */
  public static String text(JsonNode node) {
    return new String(bytes(node), StandardCharsets.UTF_8);
  }

  /**
   * {@return the kind of a value for a message, with its article: {@code an object}, {@code a
   * number}, or {@code null}}
   *
   * @param value the value
   */
  public static String kind(JsonNode value) {
    String kind = value.getNodeType().name().toLowerCase(Locale.ROOT);
    return switch (kind) {
      case "null" -> kind;
      case "object", "array" -> "an " + kind;
      default -> "a " + kind;
    };
  }

  /**
   * {@return the place of a parse error, {@code :line:column} with both from 1 on, ready to follow
   * the name of a file; an empty text if it is not known}
   *
   * @param e what {@link #parse(String)} threw
   */
  public static String place(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr();
  }

  /**
   * {@return what is wrong with a text, without quoting its values: {@code unrecognized token}}
   *
   * @param e what {@link #parse(String)} threw
   */
  public static String reason(JsonProcessingException e) {
    String message = e.getOriginalMessage().lines().findFirst().orElse("cannot be parsed");
    for (var reworded : REWORDED.entrySet()) {
      message = message.replaceAll(reworded.getKey(), reworded.getValue());
    }
    return message;
  }

  private static JsonNode read(Opening text) throws JsonProcessingException {
    try (JsonParser parser = text.open()) {
      if (parser.nextToken() == null) {
        throw new Unreadable("there is no JSON value", parser.currentTokenLocation());
      }
      JsonNode node = JsonTree.read(parser);
      if (parser.nextToken() != null) {
        throw new Unreadable("something follows the value", parser.currentTokenLocation());
      }
      return node;
    } catch (NumberFormatException e) {
      throw new StreamConstraintsException("it holds a number whose exponent is too large");
    } catch (CharConversionException e) {
      throw new Unreadable("it is not UTF-8", null);
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory", e);
    }
  }

  private interface Opening {
    JsonParser open() throws IOException;
  }

  /** The layout of a value for people. */
  private static final class Indented {
    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");

    static DefaultPrettyPrinter printer() {
      return new DefaultPrettyPrinter()
          .withObjectIndenter(INDENT)
          .withArrayIndenter(INDENT)
          .withSeparators(
              Separators.createDefaultInstance()
                  .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                  .withObjectEmptySeparator("")
                  .withArrayEmptySeparator(""));
    }
  }

  private static final class Unreadable extends JsonProcessingException {
    private static final long serialVersionUID = 1L;

    Unreadable(String reason, @Nullable JsonLocation at) {
      super(reason, at);
    }
  }
}
