package io.github.standpipe.cli;

import io.github.standpipe.fixture.Quarantined;
import io.github.standpipe.pipe.Outcome;
import io.github.standpipe.pipe.Stage;
import io.github.standpipe.pipe.Trace;
import java.util.List;
import java.util.Locale;

/**
 * What would become of one message that the pipe received now.
 *
 * @param reason why, where it would not be delivered
 */
record Verdict(Kind kind, String reason) {
  enum Kind {
    DELIVERED("be delivered"),
    FILTERED("be filtered out"),
    DROPPED("be dropped"),
    QUARANTINED("be quarantined"),
    RETURNED("return"),
    /** What is there is not the whole message. */
    UNUSABLE("not be read");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** As it is told of many: {@code 2 would return}. */
    String words() {
      return words;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** That of a message which ran as a batch of its own. */
  static Verdict of(Trace trace, List<Quarantined.Message> quarantined) {
    if (!quarantined.isEmpty()) {
      return new Verdict(Kind.QUARANTINED, quarantined.getFirst().reason());
    }
    return switch (trace.outcome()) {
      case Outcome.Delivered delivered -> new Verdict(Kind.DELIVERED, "");
      case Outcome.Discarded(Stage after) ->
          after == Stage.FILTERED
              ? new Verdict(Kind.FILTERED, "no pattern of the filter matches")
              : new Verdict(Kind.DROPPED, "nothing is left after " + after);
      case Outcome.Returned(Stage at, String cause) ->
          new Verdict(Kind.RETURNED, at + ": " + cause);
    };
  }

  static Verdict unusable(String reason) {
    return new Verdict(Kind.UNUSABLE, reason);
  }

  boolean isDelivered() {
    return kind == Kind.DELIVERED;
  }

  @Override
  public String toString() {
    return kind + (reason.isEmpty() ? "" : ": " + reason);
  }
}
