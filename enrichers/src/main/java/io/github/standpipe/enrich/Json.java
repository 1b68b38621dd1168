package io.github.standpipe.enrich;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** JSON as it crosses a stage border: strict, one value a text, numbers without loss. */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();
  private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");
  private static final ObjectReader READER = MAPPER.readerFor(JsonNode.class);
  private static final ObjectReader STRICT =
      READER.with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

  private static final ObjectWriter PRETTY =
      MAPPER.writer(
          new DefaultPrettyPrinter()
              .withObjectIndenter(INDENT)
              .withArrayIndenter(INDENT)
              .withSeparators(
                  Separators.createDefaultInstance()
                      .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                      .withObjectEmptySeparator("")
                      .withArrayEmptySeparator("")));

  private Json() {}

  /** The one JSON value of a text; of a key that stands twice in an object the last one wins. */
  public static JsonNode parse(String text) throws JsonProcessingException {
    return present(READER.<JsonNode>readValue(text));
  }

  /** As {@link #parse(String)}, but a key that stands twice in an object is refused. */
  public static JsonNode parseStrictly(String text) throws JsonProcessingException {
    return present(STRICT.<JsonNode>readValue(text));
  }

  public static JsonNode parse(byte[] bytes) throws IOException {
    return present(READER.<JsonNode>readValue(bytes));
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
      throw new Fault(file.toString(), "cannot be read as UTF-8 text: " + e.getMessage());
    }
  }

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  public static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  /** The value as text to be read: two blanks a level, an array's items on lines of their own. */
  public static String pretty(JsonNode node) {
    try {
      return PRETTY.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  public static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String text(JsonNode node) {
    return new String(bytes(node), StandardCharsets.UTF_8);
  }

  /** {@code :line:column} of a parse error, or nothing where it is not known. */
  public static String place(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr();
  }

  /** The first line of a parse error, without the text that it quotes from the input. */
  public static String reason(JsonProcessingException e) {
    String message = e.getOriginalMessage().lines().findFirst().orElse("cannot be parsed");
    return message
        .replaceAll("Unrecognized token '[^']*'", "unrecognized token")
        .replaceAll("Duplicate field '", "duplicate key '")
        .replaceAll("Duplicate Object property \"([^\"]*)\"", "duplicate key '$1'");
  }

  private static JsonNode present(@Nullable JsonNode node) throws JsonProcessingException {
    if (node == null || node.isMissingNode()) {
      throw new EmptyText();
    }
    return node;
  }

  private static final class EmptyText extends JsonProcessingException {
    private static final long serialVersionUID = 1L;

    EmptyText() {
      super("there is no JSON value");
    }
  }
}
