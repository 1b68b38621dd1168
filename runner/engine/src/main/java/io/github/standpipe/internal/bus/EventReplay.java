package io.github.standpipe.internal.bus;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A replay of an archive, as StartReplay accepts it (rule {@code bus-replay}).
 *
 * @param destination the ARN of the bus
 * @param rules the ARNs of the rules that take part; all of them if it is empty
 */
public record EventReplay(
    String name,
    String archiveArn,
    Instant from,
    Instant to,
    String destination,
    Set<String> rules) {

  public EventReplay {
    rules = Set.copyOf(rules);
  }

  /** Why StartReplay rejects it. */
  public record ReplayRefusal(String code, String message) {}

  /**
   * Checks a replay as StartReplay does.
   *
   * @param archive the archive of that ARN, if there is one
   * @param buses the ARNs of the buses that exist
   * @param replays the names of replays so far
   */
  public Optional<ReplayRefusal> refusal(
      Optional<EventArchive> archive, Set<String> buses, Set<String> replays) {
    if (!buses.contains(destination)) {
      return Optional.of(
          new ReplayRefusal(
              "ResourceNotFoundException", "Event bus " + end(destination) + " does not exist."));
    }
    if (archive.isEmpty()) {
      return invalid("EventSourceArn", "Archive " + end(archiveArn) + " does not exist.");
    }
    if (!archive.get().busArn().equals(destination)) {
      return invalid("Destination.Arn", "Cross event bus replay is not permitted.");
    }
    if (!from.isBefore(to)) {
      return invalid("EventEndTime", "EventStartTime must be before EventEndTime.");
    }
    return replays.contains(name)
        ? Optional.of(
            new ReplayRefusal(
                "ResourceAlreadyExistsException", "Replay " + name + " already exists."))
        : Optional.empty();
  }

  private static Optional<ReplayRefusal> invalid(String parameter, String reason) {
    return Optional.of(
        new ReplayRefusal(
            "ValidationException", "Parameter " + parameter + " is not valid. Reason: " + reason));
  }

  private static String end(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  /** The events of its range as the bus receives them again, minute by minute. */
  public List<ClassicEvent> events(List<ClassicEvent> archived) {
    return archived.stream()
        .filter(event -> !event.time().isBefore(from) && !event.time().isAfter(to))
        .sorted(Comparator.comparing(event -> event.time().truncatedTo(ChronoUnit.MINUTES)))
        .map(event -> event.replayed(name))
        .toList();
  }
}
