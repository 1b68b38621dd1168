package io.github.standpipe.internal.schema;

import java.util.Locale;

/** What a change of a schema does, and why that breaks somebody. */
public enum SchemaChangeKind {
  ADDED(
      "added",
      "what validates with the old schema refuses it",
      "",
      "prepare the consumers first, or publish a new version of the event"),
  REMOVED(
      "removed",
      "what reads it finds nothing",
      "an event that has it is refused",
      "keep it, or publish a new version of the event"),
  RENAMED(
      "removed, perhaps renamed",
      "what reads the old name finds nothing",
      "an event that has the old name is refused",
      "keep the old name and send both"),
  RETYPED(
      "retyped",
      "what reads it gets a value of another type",
      "an event with the old type is refused",
      "add a field of another name"),
  REQUIRED("required", "", "an event without it is refused", "leave it optional"),
  OPTIONAL(
      "no longer required",
      "what relies on it finds nothing in some events",
      "",
      "keep it required"),
  NARROWED("narrowed", "", "some events that were valid are refused", "keep what was allowed"),
  WIDENED(
      "widened", "what reads it gets values that could not occur", "", "keep to what was promised"),
  ENUM_CUT(
      "enum cut",
      "",
      "an event with a value that is gone is refused",
      "keep the value, at least for reading"),
  ENUM_EXTENDED(
      "enum extended",
      "what decides by the value meets one that it does not know",
      "",
      "prepare the consumers first, or add a field"),
  CONST_CHANGED(
      "constant changed",
      "what compares it finds another value",
      "an event with the old value is refused",
      "publish a new version of the event"),
  BRANCH_REMOVED(
      "alternative removed", "", "an event of this alternative is refused", "keep the alternative"),
  BRANCH_ADDED(
      "alternative added",
      "what distinguishes the alternatives meets one that it does not know",
      "",
      "prepare the consumers first, or publish another event"),
  RULED_BY(
      "selected by another name",
      "a rule that selects the old name matches no event",
      "",
      "keep source and detail-type"),
  UNDECIDED("undecided", "", "", "compare by hand, or by events: standpipe compare");

  private final String words;
  private final String forConsumers;
  private final String forProducers;
  private final String remedy;

  SchemaChangeKind(String words, String forConsumers, String forProducers, String remedy) {
    this.words = words;
    this.forConsumers = forConsumers;
    this.forProducers = forProducers;
    this.remedy = remedy;
  }

  public String words() {
    return words;
  }

  /** Why it breaks a party. */
  public String why(Party party) {
    return party == Party.CONSUMER ? forConsumers : forProducers;
  }

  /** What to do instead. */
  public String remedy() {
    return remedy;
  }

  /** Its name in JSON. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
