package io.github.standpipe.internal.cli.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.cli.compare.FilterSource.WrittenFilter;
import io.github.standpipe.internal.filters.EventFilter;
import io.github.standpipe.internal.filters.EventKind;
import io.github.standpipe.internal.filters.FilterAlgebra;
import io.github.standpipe.internal.filters.FilterRelation;
import io.github.standpipe.internal.filters.FilterRelation.NoEvent;
import io.github.standpipe.json.Fault;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What became of a filter, by the name of its pipe or rule. */
sealed interface FilterChange {
  String name();

  /** In one word. */
  String verdict();

  /** Whether it may pass fewer events than before. */
  boolean mayLose();

  /** Whether it may pass more events than before. */
  boolean mayGain();

  /** The pipe is new. */
  record AddedFilter(String name) implements FilterChange {
    @Override
    public String verdict() {
      return "added";
    }

    @Override
    public boolean mayLose() {
      return false;
    }

    @Override
    public boolean mayGain() {
      return true;
    }
  }

  /** The pipe is gone. */
  record RemovedFilter(String name) implements FilterChange {
    @Override
    public String verdict() {
      return "removed";
    }

    @Override
    public boolean mayLose() {
      return true;
    }

    @Override
    public boolean mayGain() {
      return false;
    }
  }

  /** Both are there. */
  record ComparedFilter(
      String name, EventFilter earlier, EventFilter later, FilterRelation relation)
      implements FilterChange {
    @Override
    public String verdict() {
      return relation.verdict().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean mayLose() {
      return !(relation.lost() instanceof NoEvent);
    }

    @Override
    public boolean mayGain() {
      return !(relation.gained() instanceof NoEvent);
    }
  }

  /**
   * Compares two filters.
   *
   * @param events events of a kind to try if something cannot be decided
   */
  static FilterChange of(
      String name,
      WrittenFilter earlier,
      WrittenFilter later,
      Function<EventKind, List<JsonNode>> events) {
    EventKind kind = common(earlier, later);
    EventFilter before = earlier.read(kind);
    EventFilter after = later.read(kind);
    return new ComparedFilter(
        name, before, after, FilterAlgebra.compare(before, after, () -> events.apply(kind)));
  }

  /**
   * The kind that one of them certainly has, or both by their keys; never one that a key denies.
   */
  private static EventKind common(WrittenFilter earlier, WrittenFilter later) {
    EventKind kind = earlier.likelyKind();
    EventKind other = later.likelyKind();
    if (kind != other && kind != EventKind.OBJECT && other != EventKind.OBJECT) {
      throw new Fault(
          later.where(),
          "is a pattern for "
              + events(other)
              + ", but "
              + earlier.where()
              + " is one for "
              + events(kind)
              + "; compare patterns for the same");
    }
    return later.kind().or(earlier::kind).orElse(kind == other ? kind : EventKind.OBJECT);
  }

  private static String events(EventKind kind) {
    return kind == EventKind.RECORD ? "the records of a queue" : "the events of a bus";
  }
}
