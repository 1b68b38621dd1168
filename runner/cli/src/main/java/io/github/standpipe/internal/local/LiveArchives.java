package io.github.standpipe.internal.local;

import io.github.standpipe.internal.bus.ClassicEvent;
import io.github.standpipe.internal.bus.EventArchive;
import io.github.standpipe.json.Json;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The archives of a run, in memory: they hold the events of their buses during the run. */
final class LiveArchives {
  private static final long MOST_CHARACTERS = 64L << 20;

  private final Map<EventArchive, Recording> recordings = new LinkedHashMap<>();
  private final long most;
  private final Consumer<String> problems;

  LiveArchives(List<EventArchive> archives, Consumer<String> problems) {
    this(archives, problems, MOST_CHARACTERS);
  }

  /**
   * @param problems receives one line if an archive drops its oldest events
   * @param most the limit of characters that one archive holds
   */
  LiveArchives(List<EventArchive> archives, Consumer<String> problems, long most) {
    archives.forEach(archive -> recordings.put(archive, new Recording()));
    this.most = most;
    this.problems = problems;
  }

  private static final class Recording {
    private final Deque<ArchivedEvent> events = new ArrayDeque<>();
    private long characters;
    private boolean full;
  }

  private record ArchivedEvent(ClassicEvent event, int characters) {}

  /** Archives an event that is on a bus. */
  void add(String busArn, ClassicEvent event) {
    for (EventArchive archive : recordings.keySet()) {
      if (archive.busArn().equals(busArn) && archive.takes(event)) {
        add(archive, new ArchivedEvent(event, Json.text(event.json()).length()));
      }
    }
  }

  private synchronized void add(EventArchive archive, ArchivedEvent event) {
    Recording recording = recording(archive);
    recording.events.add(event);
    recording.characters += event.characters();
    while (recording.characters > most) {
      recording.characters -= recording.events.remove().characters();
      if (!recording.full) {
        recording.full = true;
        problems.accept("archive " + archive.name() + " is full here and drops its oldest events");
      }
    }
  }

  private Recording recording(EventArchive archive) {
    return recordings.getOrDefault(archive, new Recording());
  }

  List<EventArchive> all() {
    return List.copyOf(recordings.keySet());
  }

  Optional<EventArchive> byName(String name) {
    return all().stream().filter(archive -> archive.name().equals(name)).findFirst();
  }

  Optional<EventArchive> byArn(String arn) {
    return all().stream().filter(archive -> archive.arn().equals(arn)).findFirst();
  }

  /** The events of an archive, the oldest first. */
  synchronized List<ClassicEvent> events(EventArchive archive) {
    return recording(archive).events.stream().map(ArchivedEvent::event).toList();
  }

  /** The number of characters of its events. */
  synchronized long size(EventArchive archive) {
    return recording(archive).characters;
  }
}
