package io.github.standpipe.internal.deployed;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DescribeArchiveResponse;
import software.amazon.awssdk.services.eventbridge.model.DescribeReplayResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** The event buses of an account in one region. */
public final class Buses implements AutoCloseable {
  /** The limit of events in one call. */
  private static final int MOST_ENTRIES = 10;

  private final EventBridgeClient client;
  private final String region;

  Buses(EventBridgeClient client, String region) {
    this.client = client;
    this.region = region;
  }

  /**
   * Puts events on a bus, in order: {@code source}, {@code detail-type}, {@code detail}, and {@code
   * resources} and {@code time} if present. The bus assigns each a new id.
   *
   * @return those ids
   * @throws Fault for a body that is not such an event, and for an event that the bus rejects
   */
  public List<String> put(String bus, List<JsonNode> events) {
    List<PutEventsRequestEntry> entries = new ArrayList<>();
    for (JsonNode event : events) {
      entries.add(BusEvent.entry(event, bus, entries.size() + 1));
    }
    List<String> ids = new ArrayList<>();
    for (int from = 0; from < entries.size(); from += MOST_ENTRIES) {
      ids.addAll(
          some(bus, entries.subList(from, Math.min(from + MOST_ENTRIES, entries.size())), from));
    }
    return ids;
  }

  private List<String> some(String bus, List<PutEventsRequestEntry> entries, int sent) {
    List<PutEventsResultEntry> results =
        call("events:PutEvents", bus, () -> client.putEvents(p -> p.entries(entries)).entries());
    List<String> ids = new ArrayList<>();
    for (PutEventsResultEntry result : results) {
      if (result.errorCode() != null) {
        throw new Fault(
            bus,
            "event %d was rejected (%s): %s; %d before it were sent"
                .formatted(
                    sent + ids.size() + 1,
                    result.errorCode(),
                    result.errorMessage(),
                    sent + ids.size()));
      }
      if (result.eventId() == null) {
        break;
      }
      ids.add(result.eventId());
    }
    if (ids.size() < entries.size()) {
      throw new Fault(
          bus,
          "event %d is not confirmed; %d before it were sent"
              .formatted(sent + ids.size() + 1, sent + ids.size()));
    }
    return ids;
  }

  /**
   * The archive with a name.
   *
   * @throws Fault if there is none
   */
  public DeployedArchive archive(String name) {
    DescribeArchiveResponse response =
        call(
            "events:DescribeArchive", name, () -> client.describeArchive(a -> a.archiveName(name)));
    return new DeployedArchive(
        name,
        response.archiveArn(),
        response.eventSourceArn(),
        Optional.ofNullable(response.eventCount()).orElse(0L),
        Optional.ofNullable(response.retentionDays()).orElse(0));
  }

  /**
   * Replays a range of an archive to its bus, and waits.
   *
   * @param progress receives each state that is observed
   * @return the last state
   * @throws Fault if AWS rejects it, or it takes longer than {@code timeout}; then it continues
   */
  public Replay replay(Replay.Request request, Duration timeout, Consumer<Replay> progress) {
    call(
        "events:StartReplay",
        request.name(),
        () ->
            client.startReplay(r ->
                r.replayName(request.name())
                    .eventSourceArn(request.archive().arn())
                    .eventStartTime(request.from())
                    .eventEndTime(request.to())
                    .destination(d -> {
                      d.arn(request.archive().bus());
                      if (!request.rules().isEmpty()) {
                        d.filterArns(request.rules());
                      }
                    })));
    return new StatePolling(timeout)
        .until(
            () -> {
              Replay seen = replay(request);
              progress.accept(seen);
              return seen;
            },
            Replay::isOver,
            seen ->
                new Fault(
                    request.name(),
                    "is still "
                        + seen.state()
                        + " after "
                        + timeout.toSeconds()
                        + " s; it continues by itself: aws events describe-replay --replay-name "
                        + request.name()));
  }

  private Replay replay(Replay.Request request) {
    DescribeReplayResponse response =
        call(
            "events:DescribeReplay",
            request.name(),
            () -> client.describeReplay(r -> r.replayName(request.name())));
    return new Replay(
        request,
        response.stateAsString(),
        Optional.ofNullable(response.stateReason()).filter(reason -> !reason.isBlank()),
        Optional.ofNullable(response.eventLastReplayedTime()));
  }

  /** The region's name. */
  public String region() {
    return region;
  }

  private static <T> T call(String action, String subject, Supplier<T> call) {
    return SdkFailure.translated(action, subject, call);
  }

  @Override
  public void close() {
    client.close();
  }
}
