package io.github.standpipe.internal.shadow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.pipe.FilterPattern;
import io.github.standpipe.pipe.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** A pipe as it was beside the same pipe as it is. Any number of threads may compare with it. */
final class Shadow {
  private final ShadowSide was;
  private final ShadowSide is;
  private final Optional<QuickComparison> quick;

  Shadow(ShadowSide was, ShadowSide is) {
    this.was = was;
    this.is = is;
    this.quick = QuickComparison.of(was, is);
  }

  ShadowSide was() {
    return was;
  }

  ShadowSide is() {
    return is;
  }

  /**
   * What differs for a batch.
   *
   * @param changes by place; empty if nothing differs
   * @param unanswered why the batch cannot be compared; empty if it can
   */
  record Judgement(Map<EventChange.Place, EventChange> changes, List<String> unanswered) {
    static final Judgement SAME = new Judgement(Map.of(), List.of());
  }

  /**
   * Compares what becomes of a batch.
   *
   * @param messages as they are written, at least with a body
   * @throws Fault for a message that cannot be a record
   */
  Judgement compare(List<ObjectNode> messages) {
    List<ObjectNode> records = is.received(messages);
    if (quick.isPresent() && messages.size() == 1) {
      Optional<Judgement> found = quick.get().record(records.getFirst());
      if (found.isPresent()) {
        return found.get();
      }
    }
    Payload batch = Payload.of(records);
    boolean isSameQueue = was.pipe().source().equals(is.pipe().source());
    EventResult before =
        was.run(isSameQueue ? batch : Payload.of(was.received(messages)), messages.size());
    EventResult now = is.run(batch, messages.size());
    TreeSet<String> unanswered = new TreeSet<>(before.unanswered());
    unanswered.addAll(now.unanswered());
    return unanswered.isEmpty()
        ? new Judgement(before.changes(now), List.of())
        : new Judgement(Map.of(), List.copyOf(unanswered));
  }

  /** How single records are compared without running the pipes; empty if that is not possible. */
  Optional<QuickComparison> quick() {
    return quick;
  }

  /** The patterns of both filters. */
  List<FilterPattern> patterns() {
    List<FilterPattern> patterns = new ArrayList<>(is.pipe().filterCriteria().patterns());
    patterns.addAll(was.pipe().filterCriteria().patterns());
    return patterns;
  }
}
