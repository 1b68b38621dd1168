package io.github.standpipe.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Json;
import io.github.standpipe.local.Redrive;
import io.github.standpipe.local.Redrive.Moved;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells what would become of messages, and what became of those that were sent back. */
final class ReplayReport {
  private final String pipe;
  private final PrintWriter out;
  private final boolean json;
  private final Ink ink = Ink.onTerminal();
  private final List<Replayed> replayed = new ArrayList<>();
  private final Map<String, Moved> moved = new LinkedHashMap<>();
  private final List<Moved> waiting = new ArrayList<>();

  /** The messages that repeat the record of another one, by their ids, with the other's id. */
  private final Map<String, String> repeats = new LinkedHashMap<>();

  private String from = "";

  ReplayReport(String pipe, PrintWriter out, boolean json) {
    this.pipe = pipe;
    this.out = out;
    this.json = json;
  }

  void judged(List<Replayed> messages, String taken) {
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
    for (Replayed message : messages) {
      out.println("  " + shown(message));
      message.was().ifPresent(reason -> out.println("    was  quarantined: " + reason));
      out.println("    now  " + coloured(message.now()));
    }
  }

  /** The record's id, and behind it that of the message which holds the record. */
  private static String shown(Replayed message) {
    String id = message.recordId();
    return id.equals(message.id()) ? id : id + "  in message " + message.id();
  }

  private String shown(String id) {
    return replayed.stream()
        .filter(m -> m.id().equals(id))
        .map(ReplayReport::shown)
        .findFirst()
        .orElse(id);
  }

  private String coloured(Verdict verdict) {
    return verdict.isDelivered() ? ink.good(verdict.toString()) : ink.careful(verdict.toString());
  }

  /**
   * Those to send back, each record once; to a FIFO queue in the order in which the records were
   * sent first, and none of a group of which an earlier one is left.
   */
  List<Redrive.Due> due(boolean fifo) {
    List<Redrive.Due> due = new ArrayList<>();
    Set<String> groups = new HashSet<>();
    Map<String, String> sent = new HashMap<>();
    for (Replayed message : fifo ? inOrder() : replayed) {
      String first = sent.get(message.recordId());
      if (first != null) {
        repeats.put(message.id(), first);
        continue;
      }
      Redrive.Due one = new Redrive.Due(message.id(), message.record());
      if (!message.now().isDelivered() && fifo) {
        groups.add(one.group());
      }
      if (message.now().isDelivered() && !groups.contains(one.group())) {
        due.add(one);
        sent.put(message.recordId(), message.id());
      } else if (message.now().isDelivered()) {
        String why = "an earlier message of its group is left";
        waiting.add(new Moved(one.id(), Redrive.Fate.REFUSED, why));
      }
    }
    return due;
  }

  private List<Replayed> inOrder() {
    return replayed.stream().sorted(Comparator.comparing(Replayed::sequence)).toList();
  }

  /** The repeats whose record was sent back. */
  List<String> sentRepeats() {
    return repeats.keySet().stream()
        .filter(id -> isSent(moved.get(repeats.getOrDefault(id, ""))))
        .toList();
  }

  void moved(Moved one) {
    moved.put(one.id(), one);
    if (!json) {
      out.println("  " + shown(one.id()) + "  " + told(one));
    }
  }

  private String told(Moved one) {
    return switch (one.fate()) {
      case SENT -> ink.good("sent back");
      case SENT_AND_LEFT ->
          ink.bad("sent back, but not deleted, so that it is there twice: " + one.reason());
      case GONE, REFUSED -> ink.careful("left: " + one.reason());
      case REPEAT ->
          ink.careful(
              "left: it repeats a record that is sent back; --repeats delete deletes it"
                  + (one.reason().isEmpty() ? "" : ": " + one.reason()));
      case REPEAT_DELETED -> ink.good("deleted: it repeats a record that was sent back");
    };
  }

  /** The exit code, after what would become of all. */
  int end() {
    boolean all = replayed.stream().allMatch(message -> message.now().isDelivered());
    if (json) {
      out.println(Json.pretty(object()));
    } else if (!replayed.isEmpty()) {
      out.println(counts());
    }
    return all ? Standpipe.OK : Standpipe.FAILED;
  }

  private String counts() {
    Map<Verdict.Kind, Integer> counts = new EnumMap<>(Verdict.Kind.class);
    replayed.forEach(message -> counts.merge(message.now().kind(), 1, Integer::sum));
    return counts.entrySet().stream()
        .map(count -> count.getValue() + " would " + count.getKey().words())
        .collect(Collectors.joining(", "));
  }

  /** Of a queue that may hold more. */
  private String left(long left) {
    String all = String.format(Locale.ROOT, "%,d", replayed.size());
    return (left == 0 ? "none" : String.format(Locale.ROOT, "%,d", left))
        + " of "
        + all
        + " looked at";
  }

  /**
   * The exit code, after what became of all that were looked at.
   *
   * @param most how many were to be looked at
   */
  int redriven(String to, String where, int most) {
    waiting.forEach(this::moved);
    repeats.keySet().stream()
        .filter(id -> !moved.containsKey(id))
        .forEach(id -> moved(new Moved(id, Redrive.Fate.REPEAT, "")));
    long sent = moved.values().stream().filter(ReplayReport::isSent).count();
    long deleted = moved.values().stream().filter(ReplayReport::isDone).count();
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
    return deleted == replayed.size() ? Standpipe.OK : Standpipe.FAILED;
  }

  private static boolean isDone(Moved one) {
    return one.fate() == Redrive.Fate.SENT || one.fate() == Redrive.Fate.REPEAT_DELETED;
  }

  private static boolean isSent(@Nullable Moved one) {
    return one != null && isSent(one.fate());
  }

  private static boolean isSent(Redrive.Fate fate) {
    return fate == Redrive.Fate.SENT || fate == Redrive.Fate.SENT_AND_LEFT;
  }

  private ObjectNode object() {
    ObjectNode object = Json.object().put("pipe", pipe).put("from", from);
    ArrayNode messages = object.putArray("messages");
    for (Replayed message : replayed) {
      ObjectNode told = messages.addObject().put("messageId", message.recordId());
      told.put("queueMessageId", message.id());
      told.put("was", message.was().orElse(null));
      told.put("now", message.now().kind().toString()).put("reason", message.now().reason());
      Moved one = moved.get(message.id());
      if (one != null) {
        told.put("redrive", one.fate().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        told.put("redriveReason", one.reason());
      }
    }
    return object;
  }
}
