package io.github.standpipe.internal.local;

/**
 * How many messages a queue holds, as the server reports it; approximate on SQS itself.
 *
 * @param visible ready to be received
 * @param inFlight received, and hidden until their visibility timeout ends
 * @param delayed not to be received yet
 */
public record Depth(int visible, int inFlight, int delayed) {
  static final Depth NONE = new Depth(0, 0, 0);

  public int total() {
    return visible + inFlight + delayed;
  }
}
