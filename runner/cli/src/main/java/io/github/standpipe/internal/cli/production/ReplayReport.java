package io.github.standpipe.internal.cli.production;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.cli.console.ExitCode;
import io.github.standpipe.internal.cli.console.Ink;
import io.github.standpipe.internal.cli.console.Words;
import io.github.standpipe.internal.local.Redrive;
import io.github.standpipe.internal.local.Redrive.Moved;
import io.github.standpipe.json.Json;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reports what would become of messages, and what became of those that were sent back. */
final class ReplayReport {
  private static final String REPEAT =
      "it is a copy of a message above; pass --repeats delete to delete it";

  private final String pipe;
  private final PrintWriter out;
  private final boolean json;
  private final Ink ink = Ink.onTerminal();
  private final List<ReplayedMessage> replayed = new ArrayList<>();
  private final Map<String, Moved> moved = new LinkedHashMap<>();
  private RedriveSelection selected = RedriveSelection.of(List.of(), false, Set.of());
  private String from = "";

  ReplayReport(String pipe, PrintWriter out, boolean json) {
    this.pipe = pipe;
    this.out = out;
    this.json = json;
  }

  void judged(List<ReplayedMessage> messages, String taken) {
    replayed.addAll(messages);
    from = taken;
    if (json) {
      return;
    }
    out.println(
        ink.strong(pipe)
            + "  "
            + (messages.isEmpty() ? "no message" : Words.count(messages.size(), "message"))
            + " from "
            + taken);
    Map<String, Integer> times = new HashMap<>();
    for (ReplayedMessage message : messages) {
      out.println("  " + message.messageId());
      if (times.merge(message.messageId(), 1, Integer::sum) > 1) {
        out.println("    a copy: the queue holds this message more than once");
      }
      message.was().ifPresent(reason -> out.println("    was  quarantined: " + reason));
      out.println("    now  " + coloured(message.now()));
    }
  }

  private String coloured(ReplayVerdict verdict) {
    return verdict.isDelivered() ? ink.good(verdict.toString()) : ink.careful(verdict.toString());
  }

  /** The messages to send back. */
  RedriveSelection select(boolean fifo, Set<String> queues) {
    selected = RedriveSelection.of(replayed, fifo, queues);
    return selected;
  }

  /** The ids of copies of messages that were sent back. */
  List<String> sentRepeats() {
    return replayed.stream()
        .map(ReplayedMessage::id)
        .filter(id -> selected.repeats().containsKey(id) && isSent(first(id)))
        .toList();
  }

  private @Nullable Moved first(String repeat) {
    return moved.get(selected.repeats().getOrDefault(repeat, ""));
  }

  private String messageId(String id) {
    return replayed.stream()
        .filter(message -> message.id().equals(id))
        .map(ReplayedMessage::messageId)
        .findFirst()
        .orElse(id);
  }

  void moved(Moved one) {
    moved.put(one.id(), one);
    if (!json) {
      out.println("  " + messageId(one.id()) + "  " + describe(one));
    }
  }

  private String describe(Moved one) {
    return switch (one.fate()) {
      case SENT -> ink.good("sent back");
      case SENT_AND_LEFT ->
          ink.bad("sent back, but not deleted, so it is now in both queues: " + one.reason());
      case REPEAT_DELETED -> ink.good("a copy, deleted");
      case GONE, REFUSED -> ink.careful("left: " + one.reason());
    };
  }

  /** Prints what would become of all messages; returns the exit code. */
  int end() {
    boolean all = replayed.stream().allMatch(message -> message.now().isDelivered());
    if (json) {
      out.println(Json.pretty(object()));
    } else if (!replayed.isEmpty()) {
      out.println(counts());
    }
    return all ? ExitCode.OK : ExitCode.FAILED;
  }

  private String counts() {
    Map<ReplayVerdict.Kind, Integer> counts = new EnumMap<>(ReplayVerdict.Kind.class);
    replayed.forEach(message -> counts.merge(message.now().kind(), 1, Integer::sum));
    return counts.entrySet().stream()
        .map(count -> count.getValue() + " would " + count.getKey().words())
        .collect(Collectors.joining(", "));
  }

  /** For a queue that may hold more. */
  private String left(long left) {
    String all = String.format(Locale.ROOT, "%,d", replayed.size());
    return (left == 0 ? "none" : String.format(Locale.ROOT, "%,d", left))
        + " of "
        + all
        + " looked at";
  }

  /**
   * Prints what became of all messages that were read; returns the exit code.
   *
   * @param most the limit of messages to read
   */
  int redriven(String to, String where, int most) {
    selected.left().forEach(this::moved);
    selected.repeats().keySet().stream()
        .filter(id -> !moved.containsKey(id))
        .sorted()
        .forEach(id -> moved(new Moved(id, Redrive.Fate.REFUSED, REPEAT)));
    long sent = moved.values().stream().filter(ReplayReport::hasLeft).count();
    long deleted = moved.values().stream().filter(ReplayReport::isDeleted).count();
    if (json) {
      out.println(
          Json.pretty(object().put("sentBack", sent).put("left", replayed.size() - deleted)));
    } else if (!replayed.isEmpty()) {
      out.println(
          Words.count(sent, "message")
              + " sent back to "
              + to
              + ", "
              + left(replayed.size() - deleted)
              + " left in "
              + where
              + (replayed.size() < most ? "" : "; --max " + most + " looked at no more"));
    }
    return deleted == replayed.size() ? ExitCode.OK : ExitCode.FAILED;
  }

  private static boolean isDeleted(Moved one) {
    return one.fate() == Redrive.Fate.SENT || one.fate() == Redrive.Fate.REPEAT_DELETED;
  }

  private static boolean isSent(@Nullable Moved one) {
    return one != null && hasLeft(one);
  }

  private static boolean hasLeft(Moved one) {
    return one.fate() == Redrive.Fate.SENT || one.fate() == Redrive.Fate.SENT_AND_LEFT;
  }

  private int firstIndex(ReplayedMessage message) {
    int place = 0;
    while (!replayed.get(place).messageId().equals(message.messageId())) {
      place++;
    }
    return place;
  }

  private ObjectNode object() {
    ObjectNode object = Json.object().put("pipe", pipe).put("from", from);
    ArrayNode messages = object.putArray("messages");
    for (ReplayedMessage message : replayed) {
      ObjectNode item = messages.addObject().put("messageId", message.messageId());
      item.put("queueMessageId", message.id());
      item.put("repeats", replayed.indexOf(message) != firstIndex(message));
      item.put("was", message.was().orElse(null));
      item.put("now", message.now().kind().toString()).put("reason", message.now().reason());
      Moved one = moved.get(message.id());
      if (one != null) {
        item.put("redrive", one.fate().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        item.put("redriveReason", one.reason());
      }
    }
    return object;
  }
}
