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

/** JSON as it crosses a stage border: strict, one value per text, numbers without loss. */
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

  /** The one JSON value of a text; of a duplicate key in an object the last one wins. */
  public static JsonNode parse(String text) throws JsonProcessingException {
    return read(() -> FACTORY.createParser(text));
  }

  /** The one JSON value of a text that is part of an array. */
  public static JsonNode parse(char[] text, int from, int length) throws JsonProcessingException {
    return read(() -> FACTORY.createParser(text, from, length));
  }

  /** As {@link #parse(String)}, but duplicate keys in an object are refused. */
  public static JsonNode parseStrictly(String text) throws JsonProcessingException {
    return read(
        () -> FACTORY.createParser(text).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION));
  }

  /** The one JSON value of a text's bytes. */
  public static JsonNode parse(byte[] bytes) throws IOException {
    return read(() -> FACTORY.createParser(bytes));
  }

  /** Reads a text's bytes token by token. */
  public static JsonParser parser(byte[] bytes) throws IOException {
    return FACTORY.createParser(bytes);
  }

  /** The JSON value in a file, without duplicate keys; a fault names file, line and column. */
  public static JsonNode read(Path file) {
    try {
      return parseStrictly(Files.readString(file, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new Fault(file + place(e), "is not JSON: " + reason(e));
    } catch (NoSuchFileException e) {
      throw new Fault(file.toString(), "there is no such file");
    } catch (IOException e) {
      throw new Fault(file.toString(), "cannot be read as UTF-8 text");
    }
  }

  public static ObjectNode object() {
    return PlainObject.NODES.objectNode();
  }

  public static ArrayNode array() {
    return PlainObject.NODES.arrayNode();
  }

  /**
   * The value as text for people: indented by two blanks per level, with one line per array item. A
   * lone surrogate stays an escape, so that the text can be written to a file.
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
   * The value as UTF-8; a lone surrogate, which has no UTF-8, stays an escape.
   *
   * @throws Fault for a value that is nested too deeply to be read again
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

  public static String text(JsonNode node) {
    return new String(bytes(node), StandardCharsets.UTF_8);
  }

  /** The kind of a value, with its article: {@code an object}. */
  public static String kind(JsonNode value) {
    String kind = value.getNodeType().name().toLowerCase(Locale.ROOT);
    return switch (kind) {
      case "null" -> kind;
      case "object", "array" -> "an " + kind;
      default -> "a " + kind;
    };
  }

  /** {@code :line:column} of a parse error, or an empty text if it is not known. */
  public static String place(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr();
  }

  /** What is wrong with a text, without quoting it. */
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
