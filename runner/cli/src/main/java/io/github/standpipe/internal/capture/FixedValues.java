package io.github.standpipe.internal.capture;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The substitutes of values that are kept or that the filter compares, chosen in advance. */
final class FixedValues {
  private final Pseudonyms pseudonyms;
  private final DataKeys keys;
  private final Set<String> originals;
  private final Set<String> inPart = new HashSet<>();

  FixedValues(Pseudonyms pseudonyms, DataKeys keys, Set<String> originals) {
    this.pseudonyms = pseudonyms;
    this.keys = keys;
    this.originals = originals;
  }

  void keep(JsonNode value) {
    fix(value, value);
  }

  /** Keeps the value if there is no alternative. */
  void replace(JsonNode value, Optional<AlikeValues.Alike> alike) {
    fix(value, alike.map(AlikeValues.Alike::value).orElse(value));
    alike.filter(AlikeValues.Alike::inPart).ifPresent(a -> inPart.add(value.textValue()));
  }

  private void fix(JsonNode value, JsonNode standIn) {
    if (value.isNumber()) {
      pseudonyms.fix(value.decimalValue(), standIn.decimalValue());
    } else {
      pseudonyms.fix(value.textValue(), standIn.textValue());
    }
  }

  boolean isFixed(JsonNode value) {
    return value.isNumber()
        ? pseudonyms.isFixed(value.decimalValue())
        : pseudonyms.isFixed(value.textValue());
  }

  boolean isFixed(String text) {
    return pseudonyms.isFixed(text);
  }

  /** Whether a part of a text was kept. */
  boolean isInPart(String text) {
    return inPart.contains(text);
  }

  /** Whether a key also occurs as a value. */
  boolean isValue(String key) {
    return key.length() > 1 && originals.contains(key) && !keys.names().contains(key);
  }

  DataKeys keys() {
    return keys;
  }

  String of(String text, DateShift shift) {
    return pseudonyms.of(text, shift);
  }

  BigDecimal of(BigDecimal number) {
    return pseudonyms.of(number);
  }
}
