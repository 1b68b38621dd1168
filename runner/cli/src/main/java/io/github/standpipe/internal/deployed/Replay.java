package io.github.standpipe.internal.deployed;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A replay at one moment.
 *
 * @param state STARTING, RUNNING, CANCELLING, COMPLETED, CANCELLED or FAILED
 * @param reason AWS's reason of the state
 * @param last the time of the last replayed event
 */
public record Replay(
    Request request, String state, Optional<String> reason, Optional<Instant> last) {

  /**
   * The request for a replay.
   *
   * @param name the replay's name, unique in the account
   * @param rules ARNs of the rules that receive the events; empty for all rules
   */
  public record Request(
      String name, DeployedArchive archive, Instant from, Instant to, List<String> rules) {

    public Request {
      rules = List.copyOf(rules);
    }
  }

  /** Whether the state is final. */
  public boolean isOver() {
    return state.matches("COMPLETED|CANCELLED|FAILED");
  }

  /** Whether the replay completed. */
  public boolean isComplete() {
    return state.equals("COMPLETED");
  }

  /** The replayed part of the range in percent; the events may be spread unevenly over it. */
  public int percent() {
    if (isComplete()) {
      return 100;
    }
    long all = Math.max(1, Duration.between(request.from(), request.to()).toMillis());
    long done = last.map(l -> Duration.between(request.from(), l).toMillis()).orElse(0L);
    return Math.clamp(done * 100 / all, 0, 100);
  }
}
