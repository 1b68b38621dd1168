package io.github.standpipe.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** What becomes of the values of messages, and of the documents that they ask for. */
public interface Redaction {
  /** Replaces nothing. */
  Redaction NONE =
      new Redaction() {
        @Override
        public ObjectNode record(ObjectNode record) {
          return record.deepCopy().without(List.of("receiptHandle"));
        }

        @Override
        public JsonNode document(String lookup, JsonNode document) {
          return document;
        }

        @Override
        public String key(String key) {
          return key;
        }
      };

  /** A record with its body and attributes redacted, and without what follows from them. */
  ObjectNode record(ObjectNode record);

  /** A document that was looked up. */
  JsonNode document(String lookup, JsonNode document);

  /** A look-up's key, which may be the text of a JSON array of its parts. */
  String key(String key);

  /**
   * Replaces values and keeps the shape: keys, kinds, lengths and what is equal to what, in all
   * records and documents.
   *
   * <p>Values stay at the paths that are kept, such as {@code detail-type} and {@code
   * detail.data.status}, and wherever else they stand; and where they name nobody: booleans, null,
   * blanks, texts of one character, numbers of one digit.
   *
   * @param kept paths of an event, with dots and without places in arrays: {@code
   *     detail.items.sku}; {@code messageAttributes.<name>.stringValue}, {@code attributes.<name>};
   *     and of a document, {@code lookups.<name>.<path>}
   * @param seed the same seed gives the same values
   * @param records all that will be redacted
   */
  static Redaction keeping(Set<String> kept, long seed, List<ObjectNode> records) {
    return new ReplacedValues(kept, seed, records);
  }
}
