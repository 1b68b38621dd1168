package io.github.standpipe.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

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

        @Override
        public KeptPaths kept() {
          return new KeptPaths();
        }
      };

  /** A record with its body and attributes redacted, and without what follows from them. */
  ObjectNode record(ObjectNode record);

  /** A document that was looked up. */
  JsonNode document(String lookup, JsonNode document);

  /** A look-up's key, which may be the text of a JSON array of its parts. */
  String key(String key);

  /** The paths whose values it kept so far, of those that may name somebody. */
  KeptPaths kept();

  /**
   * Replaces values and keeps the shape: kinds, lengths, what is equal to what, and keys that name
   * a field, in all records and documents.
   *
   * <p>Values stay where the rules keep them, and wherever else they stand; and where they name
   * nobody: booleans, null, blanks, texts of one character, numbers of one digit.
   *
   * @param records all that will be redacted
   * @param documents that they ask for, by look-up, then by key
   */
  static Redaction replacing(
      Replacements rules, List<ObjectNode> records, Map<String, ObjectNode> documents) {
    return new ReplacedValues(rules, records, documents);
  }
}
