package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;

/**
 * What happens to one event of a batch. A reason is one line without payload values.
 *
 * <p>Pipes has no partial failure for an enrichment, so either all records of a pipe's batch return
 * or none.
 */
public sealed interface Verdict {

  /**
   * {@return a verdict by which one rich event goes on}
   *
   * @param event an object or an array
   */
  static Verdict emit(JsonNode event) {
    return new Emit(List.of(event));
  }

  /**
   * The rich event goes on; several go on if the event was split; there is at least one. Each is an
   * object or an array: an event emitted as null or a bare value has failed.
   *
   * @param events the rich events, in order
   */
  record Emit(List<JsonNode> events) implements Verdict {
    /**
     * Copies the events; null becomes JSON null, on which the event fails later.
     *
     * @throws IllegalArgumentException if no event is given; use {@link Drop} instead
     */
    @SuppressWarnings("NullAway") // enrichers may ignore our annotations
    public Emit {
      JsonNode[] all = events.toArray(JsonNode[]::new);
      if (all.length == 0) {
        throw new IllegalArgumentException("an event that emits nothing is dropped: say why");
      }
      for (int place = 0; place < all.length; place++) {
        all[place] = all[place] == null ? NullNode.instance : all[place];
      }
      events = List.of(all);
    }
  }

  /**
   * The event does not go on, and counts as done.
   *
   * @param reason why, for the log
   */
  record Drop(String reason) implements Verdict {}

  /**
   * The event's record goes to the quarantine queue, and its neighbours go on; without such a
   * queue, this is a {@link Retry}.
   *
   * @param reason why, for the envelope and the log
   */
  record Quarantine(String reason) implements Verdict {}

  /**
   * The event's record returns to its queue, and in a pipe its whole batch with it; it goes to the
   * quarantine only if another record of the batch would become a dead letter.
   *
   * @param reason why, for the message of the failed call
   */
  record Retry(String reason) implements Verdict {}

  /**
   * The event failed, and it is not known whether it always will: a {@link Retry} until a record of
   * its batch was received {@code MAX_RECEIVES} times, and a {@link Quarantine} from then on.
   *
   * @param reason what failed, for the message of the failed call or for the envelope
   */
  record Fail(String reason) implements Verdict {}
}
