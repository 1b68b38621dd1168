package io.github.standpipe.internal.filters;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * How a filter relates to an earlier one.
 *
 * @param lost the events that only the earlier one passes
 * @param gained the events that only the later one passes
 * @param common an event that both pass, if each passes some that the other does not
 */
public record FilterRelation(
    Verdict verdict, OneSided lost, OneSided gained, Optional<JsonNode> common) {

  /** The later filter, compared with the earlier one. */
  public enum Verdict {
    /** Both pass the same events. */
    EQUAL,
    /** It passes fewer events. */
    NARROWER,
    /** It passes more events. */
    WIDER,
    /** Each passes events that the other does not, and some pass both. */
    CROSSING,
    /** Each passes events, and none passes both. */
    DISJOINT,
    /** At least one direction could not be decided. */
    UNDECIDED
  }

  /** The events that one filter passes and the other does not. */
  public sealed interface OneSided {}

  /** Certainly none. */
  public record NoEvent() implements OneSided {}

  /**
   * At least one, confirmed by event-ruler.
   *
   * @param isMade whether the event was constructed, rather than found among the given ones
   */
  public record Witness(JsonNode event, boolean isMade) implements OneSided {}

  /** No event was found, and it is not certain that there are none. */
  public record Undecided(String reason) implements OneSided {}
}
