package io.github.standpipe.internal.shadow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.shadow.EventReader.Trouble;
import io.github.standpipe.internal.shadow.Shadow.Judgement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What comparing events came to: of one piece, or of all. Added up in the order of the pieces it
 * depends on the events only, and not on threads.
 */
public final class ShadowFindings {
  /** The most groups; differences of further ones are counted together. */
  public static final int MOST_GROUPS = 500;

  private static final int MOST_TROUBLES = 10;
  private static final int MOST_REASONS = 50;

  /** The most characters of events that are kept for examples. */
  private static final long MOST_KEPT = 8L << 20;

  private final Map<EventChange.Place, Group> groups = new LinkedHashMap<>();
  private final List<Trouble> troubles = new ArrayList<>();
  private final SortedMap<String, Unanswered> unanswered = new TreeMap<>();
  private long events;
  private long different;
  private long unreadable;
  private long incomparable;
  private long beyond;
  private long kept;

  /**
   * A group of differences.
   *
   * @param count the number of events
   * @param first the first of them
   */
  public record Group(EventChange change, long count, First first) {
    private Group plus(long others) {
      return new Group(change, count + others, first);
    }
  }

  /**
   * The first event of a group.
   *
   * @param messages the messages of its batch; empty if they are too large to keep
   * @param documents answers the look-ups of its batch
   */
  public record First(String place, List<ObjectNode> messages, ShadowDocuments documents) {
    private long size() {
      return messages.stream().mapToLong(one -> one.path("body").asText().length()).sum();
    }
  }

  /** Events that cannot be compared because something has no answer. */
  public record Unanswered(long count, String first) {}

  /** Counts an event for which nothing differs. */
  void addSame() {
    events++;
  }

  /** Counts a batch. */
  void add(First batch, Judgement judgement) {
    int size = batch.messages().size();
    events += size;
    if (!judgement.unanswered().isEmpty()) {
      incomparable += size;
      judgement.unanswered().forEach(what -> add(what, new Unanswered(size, batch.place())));
    } else if (!judgement.changes().isEmpty()) {
      different += size;
      judgement
          .changes()
          .values()
          .forEach(one ->
              groups.merge(
                  one.place(),
                  new Group(one, 1, batch),
                  (known, next) -> known.plus(next.count())));
    }
  }

  void add(Trouble trouble) {
    unreadable++;
    if (troubles.size() < MOST_TROUBLES) {
      troubles.add(trouble);
    }
  }

  private void add(String what, Unanswered some) {
    if (unanswered.size() < MOST_REASONS || unanswered.containsKey(what)) {
      unanswered.merge(
          what, some, (known, next) -> new Unanswered(known.count() + next.count(), known.first()));
    }
  }

  /** Adds what the next piece came to. */
  void add(ShadowFindings next) {
    events += next.events;
    different += next.different;
    unreadable += next.unreadable;
    incomparable += next.incomparable;
    next.troubles.stream().limit(MOST_TROUBLES - troubles.size()).forEach(troubles::add);
    next.unanswered.forEach(this::add);
    next.groups.forEach(this::add);
  }

  private void add(EventChange.Place place, Group next) {
    Group known = groups.get(place);
    if (known != null) {
      groups.put(place, known.plus(next.count()));
    } else if (groups.size() < MOST_GROUPS) {
      groups.put(place, bounded(next));
    } else {
      beyond += next.count();
    }
  }

  private Group bounded(Group group) {
    long size = group.first().size();
    if (kept + size > MOST_KEPT) {
      First first = new First(group.first().place(), List.of(), group.first().documents());
      return new Group(group.change(), group.count(), first);
    }
    kept += size;
    return group;
  }

  /** The number of events that were read. */
  public long events() {
    return events;
  }

  /** The number of events for which something differs. */
  public long different() {
    return different;
  }

  /** The number of lines and files that cannot be read. */
  public long unreadable() {
    return unreadable;
  }

  /** The number of events that cannot be compared because something has no answer. */
  public long incomparable() {
    return incomparable;
  }

  /** The number of events for which nothing differs. */
  public long same() {
    return events - different - incomparable;
  }

  /** The number of differences in groups beyond {@link #MOST_GROUPS}. */
  public long beyond() {
    return beyond;
  }

  /** The groups, in the order of their first events. */
  public List<Group> groups() {
    return List.copyOf(groups.values());
  }

  /** The first lines and files that cannot be read, each with its place and the problem. */
  public List<String> troubles() {
    return troubles.stream().map(one -> one.place() + ": " + one.problem()).toList();
  }

  /** What has no answer, such as {@code look-up customers}. */
  public SortedMap<String, Unanswered> unanswered() {
    return unanswered;
  }

  /** Whether each event could be read and compared. */
  public boolean isComplete() {
    return unreadable == 0 && incomparable == 0;
  }
}
