package io.github.standpipe.enrich;

import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * A queue without time: what returns comes again, and what was received too often becomes a dead
 * letter. The order is strict, or each receive draws from everything that waits.
 */
final class VirtualQueue {
  /** A message, and what the test knows of it and the function does not. */
  static final class Message {
    final String id;
    final String body;
    final boolean fails;
    int receives;

    /** Receives that were in vain. */
    int outages;

    Message(String id, String body, boolean fails) {
      this.id = id;
      this.body = body;
      this.fails = fails;
    }

    @Override
    public String toString() {
      return id + " after " + receives + " receives, " + outages + " in vain";
    }
  }

  final List<Message> dead = new ArrayList<>();
  private final Deque<Message> waiting = new ArrayDeque<>();
  private final int maxReceiveCount;
  private final Random random;
  private final boolean strict;

  VirtualQueue(int maxReceiveCount, Random random, boolean strict) {
    this.maxReceiveCount = maxReceiveCount;
    this.random = random;
    this.strict = strict;
  }

  void send(Collection<Message> messages) {
    waiting.addAll(messages);
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  List<Message> receive(int most) {
    if (!strict && waiting.size() > most) {
      List<Message> all = new ArrayList<>(waiting);
      waiting.clear();
      for (int place = 0; place < most; place++) {
        int other = place + random.nextInt(all.size() - place);
        Message drawn = all.get(other);
        all.set(other, all.get(place));
        all.set(place, drawn);
      }
      waiting.addAll(all);
    }
    List<Message> batch = new ArrayList<>(most);
    while (batch.size() < most && !waiting.isEmpty()) {
      batch.add(waiting.remove());
    }
    batch.forEach(message -> message.receives++);
    return batch;
  }

  /** Gives back what was not deleted, to the front: SQS keeps the order of a FIFO queue. */
  void giveBack(List<Message> batch) {
    for (Message message : batch.reversed()) {
      if (message.receives >= maxReceiveCount) {
        dead.add(message);
      } else {
        waiting.addFirst(message);
      }
    }
  }

  /** The batch as a pipe hands it on. */
  static String request(List<Message> batch) {
    return batch.stream()
        .map(message -> Layer.record(message.id, message.body, message.receives))
        .collect(Collectors.joining(",", "[", "]"));
  }

  /** What a function answers to a batch; empty if the batch returns. */
  static Optional<String> answer(EnrichmentHandler handler, List<Message> batch) {
    try {
      return Optional.of(Layer.answer(handler, request(batch), Silence.CONTEXT));
    } catch (Fault e) {
      return Optional.empty();
    }
  }

  static Message message(int number, boolean fails) {
    String body = Json.text(Json.object().put("n", number).put("fails", fails));
    return new Message("m" + number, body, fails);
  }
}
