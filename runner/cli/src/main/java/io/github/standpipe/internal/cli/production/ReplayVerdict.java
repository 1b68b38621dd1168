package io.github.standpipe.internal.cli.production;

import io.github.standpipe.internal.fixture.CollectedQuarantine;
import io.github.standpipe.pipe.Outcome;
import io.github.standpipe.pipe.Stage;
import io.github.standpipe.pipe.Trace;
import java.util.List;
import java.util.Locale;

/**
 * What would become of one message if the pipe received it now.
 *
 * @param reason why it would not be delivered, if so
 */
record ReplayVerdict(Kind kind, String reason) {
  enum Kind {
    DELIVERED("be delivered"),
    FILTERED("be filtered out"),
    DROPPED("be dropped"),
    QUARANTINED("be quarantined"),
    RETURNED("return"),
    /** The message is incomplete. */
    UNUSABLE("not be read");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** As part of a summary: {@code 2 would return}. */
    String words() {
      return words;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The verdict on a message that ran as a separate batch. */
  static ReplayVerdict of(Trace trace, List<CollectedQuarantine.Message> quarantined) {
    if (!quarantined.isEmpty()) {
      return new ReplayVerdict(Kind.QUARANTINED, quarantined.getFirst().reason());
    }
    return switch (trace.outcome()) {
      case Outcome.Delivered delivered -> new ReplayVerdict(Kind.DELIVERED, "");
      case Outcome.Discarded(Stage after) ->
          after == Stage.FILTERED
              ? new ReplayVerdict(Kind.FILTERED, "no pattern of the filter matches")
              : new ReplayVerdict(Kind.DROPPED, "nothing is left after " + after);
      case Outcome.Returned(Stage at, String cause) ->
          new ReplayVerdict(Kind.RETURNED, at + ": " + cause);
    };
  }

  static ReplayVerdict unusable(String reason) {
    return new ReplayVerdict(Kind.UNUSABLE, reason);
  }

  boolean isDelivered() {
    return kind == Kind.DELIVERED;
  }

  @Override
  public String toString() {
    return kind + (reason.isEmpty() ? "" : ": " + reason);
  }
}
