package io.github.standpipe.deployed;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A replay as it is seen at one moment.
 *
 * @param state STARTING, RUNNING, CANCELLING, COMPLETED, CANCELLED or FAILED
 * @param reason of the state, in AWS's words
 * @param last the time of the event that was replayed last
 */
public record Replay(
    Request request, String state, Optional<String> reason, Optional<Instant> last) {

  /**
   * What to replay.
   *
   * @param name of the replay: no other of the account may have it
   * @param rules ARNs of the only rules that are given the events; none for all rules
   */
  public record Request(
      String name, DeployedArchive archive, Instant from, Instant to, List<String> rules) {

    public Request {
      rules = List.copyOf(rules);
    }
  }

  /** Whether nothing comes after this state. */
  public boolean isOver() {
    return state.matches("COMPLETED|CANCELLED|FAILED");
  }

  /** Whether all was replayed. */
  public boolean isComplete() {
    return state.equals("COMPLETED");
  }

  /** How much of the range is replayed, from 0 to 100; events need not be spread evenly over it. */
  public int percent() {
    if (isComplete()) {
      return 100;
    }
    long all = Math.max(1, Duration.between(request.from(), request.to()).toMillis());
    long done = last.map(l -> Duration.between(request.from(), l).toMillis()).orElse(0L);
    return Math.clamp(done * 100 / all, 0, 100);
  }
}
