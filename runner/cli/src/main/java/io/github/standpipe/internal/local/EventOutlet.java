package io.github.standpipe.internal.local;

import io.github.standpipe.internal.bus.ClassicEvent;
import io.github.standpipe.internal.bus.DeliveryFailure;
import io.github.standpipe.internal.bus.Outlet;
import io.github.standpipe.internal.bus.QueueMessage;
import io.github.standpipe.json.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** The destinations of one event: the pipe's queue, and the archives of the buses on its way. */
final class EventOutlet implements Outlet {
  private static final int LONGEST_PAUSE_SECONDS = 16;
  private static final int FORBIDDEN = 403;
  private static final int SERVER_FAULT = 500;
  private static final long SKIPPED_PAUSE_MILLIS = 50;

  private final String queueArn;
  private final LiveRun run;
  private final LiveArchives archives;
  private final List<String> messageIds = new ArrayList<>();
  private int elsewhere;

  EventOutlet(String queueArn, LiveRun run, LiveArchives archives) {
    this.queueArn = queueArn;
    this.run = run;
    this.archives = archives;
  }

  /** The messages that the pipe's queue took. */
  List<String> messageIds() {
    return messageIds;
  }

  /** The number of messages for other queues. */
  int elsewhere() {
    return elsewhere;
  }

  @Override
  public Optional<DeliveryFailure> deliver(QueueMessage message) {
    if (!message.queueArn().equals(queueArn)) {
      elsewhere++;
      return Optional.empty();
    }
    try {
      Sending sending = run.sendEach(List.of(message.record()));
      messageIds.addAll(sending.ids());
      return sending.refusals().values().stream()
          .findFirst()
          .map(reason ->
              DeliveryFailure.atOnce(
                  sending.passing().isEmpty() ? "INVALID_PARAMETER" : "INTERNAL_ERROR", reason));
    } catch (Fault e) {
      return Optional.of(DeliveryFailure.atOnce(code(e.getCause()), e.getMessage()));
    }
  }

  /** The word of a Classic bus for a call that failed as a whole (rule {@code bus-retry}). */
  private static String code(@Nullable Throwable why) {
    return switch (why) {
      case SdkException e when SdkError.isMissingQueue(e) -> "NO_RESOURCE";
      case AwsServiceException e when e.isThrottlingException() -> "THROTTLING";
      case AwsServiceException e when e.statusCode() == FORBIDDEN -> "NO_PERMISSIONS";
      case AwsServiceException e when e.statusCode() >= SERVER_FAULT -> "INTERNAL_ERROR";
      case AwsServiceException e -> "INVALID_PARAMETER";
      case null, default -> DeliveryFailure.CONNECTION;
    };
  }

  @Override
  public void archive(String busArn, ClassicEvent event) {
    archives.add(busArn, event);
  }

  @Override
  public void pause(int retry) {
    long seconds = Math.min(1L << (retry - 1), LONGEST_PAUSE_SECONDS);
    try {
      Thread.sleep(run.waits() ? TimeUnit.SECONDS.toMillis(seconds) : SKIPPED_PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
