package io.github.standpipe.internal.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** The redaction that replaces values. */
final class ReplacedValues implements Redaction {
  private final Replacements rules;
  private final FixedValues values;
  private final KeptPaths kept = new KeptPaths();
  private final Map<String, DateShift> shifts = new HashMap<>();

  /** Counts a document that is looked up again only once. */
  private final Map<String, JsonNode> documents = new HashMap<>();

  private final boolean isOneEvent;

  ReplacedValues(Replacements rules, List<ObjectNode> records, Map<String, ObjectNode> asked) {
    this.rules = rules;
    Originals originals = new Originals(rules, records, asked);
    Pseudonyms pseudonyms = new Pseudonyms(random("texts"), originals.avoided());
    this.values = new FixedValues(pseudonyms, rules.keys(), originals.texts());
    this.isOneEvent = records.stream().map(Correlation::of).distinct().count() == 1;
    originals
        .dates()
        .forEach(
            (event, dates) -> shifts.put(event, new DateShift(dates, random("dates " + event))));
    // a value that is kept at one path is kept everywhere, to preserve equalities
    originals.kept().forEach(values::keep);
    originals
        .compared()
        .forEach((value, compared) -> {
          if (!values.isFixed(value)) {
            values.replace(
                value,
                new AlikeValues(pseudonyms, shift(compared.correlation()), compared.matchers())
                    .to(value));
          }
        });
  }

  /** Separate random numbers per purpose, so that those of one do not reveal another's. */
  private Random random(String purpose) {
    try {
      byte[] seed = (rules.seed() + " " + purpose).getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(seed);
      return new Random(ByteBuffer.wrap(digest).getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private DateShift shift(String event) {
    return shifts.computeIfAbsent(event, e -> new DateShift(Set.of(), random("dates " + e)));
  }

  @Override
  public ObjectNode record(ObjectNode record) {
    DateShift shift = shift(Correlation.of(record));
    return new RedactedRecord(rules, new RedactedCopy(rules, values, shift, kept)).of(record);
  }

  @Override
  public JsonNode document(String lookup, JsonNode document) {
    String own = Correlation.ofDocument(lookup, document);
    return documents.computeIfAbsent(
        own,
        d ->
            new RedactedCopy(rules, values, shift(isOneEvent ? first() : own), kept)
                .of(ValuePath.of("lookups." + lookup), document));
  }

  private String first() {
    return shifts.keySet().iterator().next();
  }

  @Override
  public String key(String key) {
    DateShift shift = shift(isOneEvent ? first() : "");
    JsonNode parts = key.startsWith("[") ? Capture.parsed(key) : null;
    return parts == null
        ? values.of(key, shift)
        : Json.text(
            new RedactedCopy(rules, values, shift, new KeptPaths()).of(ValuePath.EVENT, parts));
  }

  @Override
  public KeptPaths kept() {
    return kept;
  }
}
