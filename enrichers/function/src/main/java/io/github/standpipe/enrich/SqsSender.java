package io.github.standpipe.enrich;

import io.github.standpipe.internal.sqs.SqsMessage;
import io.github.standpipe.internal.sqs.SqsQueue;
import io.github.standpipe.json.Fault;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends messages to an SQS queue within the time of the invocation. */
record SqsSender(SqsQueue queue, String name) {

  /**
   * The queue of a URL.
   *
   * @param what the queue's role, for a message
   * @param variable the variable that holds the URL
   */
  static SqsSender of(String url, Environment environment, String what, String variable) {
    String name = url.substring(url.lastIndexOf('/') + 1);
    try {
      return new SqsSender(SqsQueue.of(url, environment.variables()), name);
    } catch (IllegalArgumentException e) {
      throw new Fault(
          what, e.getMessage() + "; set " + variable + ", and AWS_ENDPOINT_URL_SQS if any, to one");
    }
  }

  /**
   * Sends all of them in order; if the queue hangs, the batch returns with a reason.
   *
   * @param kind what the messages are, in the singular
   * @throws Fault if the queue does not confirm all of them
   */
  void send(List<SqsMessage> messages, String kind, Deadline deadline) {
    FutureTask<Boolean> sent =
        new FutureTask<>(() -> {
          queue.send(messages);
          return true;
        });
    Thread.ofVirtual().start(sent);
    try {
      sent.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      String count = messages.size() + " " + kind + (messages.size() == 1 ? "" : "s");
      throw fault("the time ran out; some of " + count + " may be there");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw fault("it was interrupted");
    } catch (ExecutionException e) {
      throw thrown(Objects.requireNonNull(e.getCause()));
    } finally {
      sent.cancel(true);
    }
  }

  private RuntimeException thrown(Throwable e) {
    if (e instanceof IOException) {
      String why = e.getMessage() == null ? "" : ": " + e.getMessage();
      return fault(e.getClass().getSimpleName() + why);
    }
    return e instanceof RuntimeException other ? other : new IllegalStateException(e);
  }

  private Fault fault(String why) {
    return new Fault("queue " + name, why);
  }
}
