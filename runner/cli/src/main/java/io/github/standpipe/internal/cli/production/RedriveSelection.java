package io.github.standpipe.internal.cli.production;

import io.github.standpipe.internal.local.Redrive;
import io.github.standpipe.internal.local.Redrive.Moved;
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
 * Selects which of the messages that were read are sent back.
 *
 * @param due those to send, in order
 * @param repeats copies of a due message: their ids with the id of the due one
 * @param left those to leave, with the reason
 */
record RedriveSelection(List<Redrive.Due> due, Map<String, String> repeats, List<Moved> left) {

  /**
   * Selects; on a FIFO queue a message is left if an earlier one of its group is left.
   *
   * @param queues the names of the pipe's queue
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

  /** Sorts each group by sequence number, if all of its messages have one. */
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
