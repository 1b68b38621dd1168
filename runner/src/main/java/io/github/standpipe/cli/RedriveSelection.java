package io.github.standpipe.cli;

import io.github.standpipe.local.Redrive;
import io.github.standpipe.local.Redrive.Moved;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What to send back of the messages that were looked at.
 *
 * @param due those to send, in the order in which to send them
 * @param repeats copies of a message that is due, by their ids, with the id of the one that is due
 * @param left those to leave, and why
 */
record RedriveSelection(List<Redrive.Due> due, Map<String, String> repeats, List<Moved> left) {

  /**
   * Selects; on a FIFO queue none of a group of which an earlier one is left.
   *
   * @param queues the names by which the pipe's queue is known
   */
  static RedriveSelection of(List<ReplayedMessage> replayed, boolean fifo, Set<String> queues) {
    RedriveSelection selection =
        new RedriveSelection(new ArrayList<>(), new HashMap<>(), new ArrayList<>());
    Map<String, String> first = new HashMap<>();
    Set<String> waiting = new HashSet<>();
    for (ReplayedMessage message : fifo ? inOrder(replayed) : replayed) {
      String before = first.putIfAbsent(message.messageId(), message.id());
      if (before != null) {
        selection.repeats.put(message.id(), before);
      } else {
        selection.add(message, fifo ? waiting : new HashSet<>(), queues);
      }
    }
    return selection;
  }

  private void add(ReplayedMessage message, Set<String> waiting, Set<String> queues) {
    Redrive.Due one = new Redrive.Due(message.id(), message.record());
    Optional<String> foreign = foreign(message, queues);
    if (foreign.isPresent()) {
      left.add(new Moved(one.id(), Redrive.Fate.REFUSED, foreign.get()));
    } else if (!message.now().isDelivered()) {
      waiting.add(one.group());
    } else if (waiting.contains(one.group())) {
      String why = "an earlier message of its group is left";
      left.add(new Moved(one.id(), Redrive.Fate.REFUSED, why));
    } else {
      due.add(one);
    }
  }

  private static Optional<String> foreign(ReplayedMessage message, Set<String> queues) {
    String origin = message.origin().queue();
    return origin.isEmpty() || queues.contains(origin)
        ? Optional.empty()
        : Optional.of(
            "it came from the queue "
                + origin
                + "; replay it with the pipe that reads that queue, or pass --to "
                + origin);
  }

  /** Each group in the order of its sequence numbers, if all of its messages have one. */
  static List<ReplayedMessage> inOrder(List<ReplayedMessage> replayed) {
    Map<String, List<ReplayedMessage>> groups = new HashMap<>();
    replayed.forEach(m -> groups.computeIfAbsent(group(m), g -> new ArrayList<>()).add(m));
    groups.values().stream()
        .filter(group -> group.stream().allMatch(m -> m.origin().sequence().isPresent()))
        .forEach(group -> group.sort(Comparator.comparing(RedriveSelection::sequence)));
    return replayed.stream()
        .map(m -> groups.getOrDefault(group(m), List.of()).removeFirst())
        .toList();
  }

  private static String group(ReplayedMessage message) {
    return message.record().path("attributes").path("MessageGroupId").asText();
  }

  private static BigInteger sequence(ReplayedMessage message) {
    return message.origin().sequence().orElseThrow();
  }
}
