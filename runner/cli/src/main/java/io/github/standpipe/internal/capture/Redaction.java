package io.github.standpipe.internal.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Redacts the values of messages and of their documents. */
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

  /**
   * A record with its body and attributes redacted, and without attributes that are derived from
   * them.
   */
  ObjectNode record(ObjectNode record);

  /** A document that was looked up. */
  JsonNode document(String lookup, JsonNode document);

  /** A look-up's key, which may be a JSON array of its parts as text. */
  String key(String key);

  /** The paths of the values kept so far that may identify somebody. */
  KeptPaths kept();

  /**
   * Replaces values in all records and documents; types, lengths, equalities and keys that name a
   * field are kept.
   *
   * <p>A value that the rules keep at one path is kept everywhere; so are values that do not
   * identify anybody: booleans, null, blanks, texts of one character, numbers of one digit.
   *
   * @param records all records that will be redacted
   * @param documents their documents, by look-up, then by key
   */
  static Redaction replacing(
      Replacements rules, List<ObjectNode> records, Map<String, ObjectNode> documents) {
    return new ReplacedValues(rules, records, documents);
  }
}
