package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.sqs.SqsMessage;
import io.github.standpipe.sqs.SqsQueue;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An SQS queue, to which each envelope is sent as a message. */
record SqsQuarantine(SqsQueue queue, String name) implements Quarantine {

  static SqsQuarantine of(String url, Environment environment) {
    String name = url.substring(url.lastIndexOf('/') + 1);
    try {
      return new SqsQuarantine(SqsQueue.of(url, environment.variables()), name);
    } catch (IllegalArgumentException e) {
      throw new Fault(
          "the quarantine queue",
          e.getMessage() + "; set QUARANTINE_QUEUE_URL, and AWS_ENDPOINT_URL_SQS if any, to one");
    }
  }

  /** In the invocation's time: where it hangs the batch is to return with a reason. */
  @Override
  public void take(List<ObjectNode> envelopes) {
    List<SqsMessage> messages = envelopes.stream().map(SqsQuarantine::message).toList();
    FutureTask<Boolean> sent =
        new FutureTask<>(() -> {
          queue.send(messages);
          return true;
        });
    Thread.ofVirtual().start(sent);
    try {
      sent.get(Deadline.current().remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw fault("the time was up; some of " + counted(messages) + " may be there");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw fault("it was interrupted");
    } catch (ExecutionException e) {
      throw told(Objects.requireNonNull(e.getCause()));
    } finally {
      sent.cancel(true);
    }
  }

  private static String counted(List<SqsMessage> messages) {
    return messages.size() + (messages.size() == 1 ? " envelope" : " envelopes");
  }

  private RuntimeException told(Throwable e) {
    if (e instanceof IOException) {
      String why = e.getMessage() == null ? "" : ": " + e.getMessage();
      return fault(e.getClass().getSimpleName() + why);
    }
    return e instanceof RuntimeException other ? other : new IllegalStateException(e);
  }

  private Fault fault(String why) {
    return new Fault("queue " + name, why);
  }

  private static SqsMessage message(ObjectNode envelope) {
    String text = QuarantineEnvelope.text(envelope);
    return new SqsMessage(id(envelope), envelope.path("function").asText(), text);
  }

  /** Two records must never be taken for repeats, so only a message id counts. */
  private static String id(ObjectNode envelope) {
    String held = envelope.has("record") ? "record" : "keys";
    String id = envelope.path(held).path("messageId").asText();
    return id.matches("[!-~]{1,128}") ? id : UUID.randomUUID().toString();
  }
}
