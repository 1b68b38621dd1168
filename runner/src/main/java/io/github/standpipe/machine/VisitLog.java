package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the visits of one execution's states, as a tree: the visit of a Map holds those of each
 * iteration. It refers to the data of the run and copies nothing; beyond a number of visits it only
 * counts.
 */
public final class VisitLog implements StateProbe {
  private static final int MOST = 20_000;

  private final int most;
  private final List<StateVisit> visits = new ArrayList<>();
  private final Deque<StateVisit> open = new ArrayDeque<>();
  private List<StateVisit> level = visits;
  private int count;

  /** A log of one run. */
  public VisitLog() {
    this(MOST);
  }

  VisitLog(int most) {
    this.most = most;
  }

  /** A log that keeps nothing. */
  static VisitLog none() {
    return new VisitLog(0);
  }

  /** The visits of the outermost flow, in order. */
  public List<StateVisit> visits() {
    return Collections.unmodifiableList(visits);
  }

  /** How many visits were not kept. */
  public int omitted() {
    return Math.max(0, count - most);
  }

  void enter(State state, JsonNode input) {
    if (most == 0) {
      return;
    }
    StateVisit visit = new StateVisit(state, input);
    if (count++ < most) {
      level.add(visit);
    }
    open.push(visit);
  }

  void leave(StateEnd end) {
    if (most > 0) {
      open.pop().leave(end);
    }
  }

  void fail(StateFailure failure) {
    if (most == 0) {
      return;
    }
    StateVisit visit = open.pop();
    boolean known = !visit.failures().isEmpty();
    if (!known || !(visit.failures().getLast().step() instanceof MachineStep.UnhandledFailure)) {
      String error = failure.error() == null ? "" : failure.error();
      visit.failed(new MachineStep.UnhandledFailure(visit.state(), error), failure.causeText());
    }
  }

  /** Runs a flow inside the state that is being visited. */
  <T> T inside(String kind, int index, Supplier<T> flow) {
    if (most == 0) {
      return flow.get();
    }
    List<StateVisit> outer = level;
    int depth = open.size();
    level = count < most ? open.getFirst().begin(kind, index) : new ArrayList<>();
    try {
      return flow.get();
    } finally {
      level = outer;
      while (open.size() > depth) {
        open.pop();
      }
    }
  }

  void failed(MachineStep step, @Nullable String cause) {
    if (!open.isEmpty()) {
      open.getFirst().failed(step, cause);
    }
  }

  void chose(Supplier<ChoiceReasons> reasons) {
    if (!open.isEmpty()) {
      open.getFirst().chose(reasons.get());
    }
  }

  @Override
  public void note(String field, JsonNode value) {
    if (!open.isEmpty()) {
      open.getFirst().note(field, value);
    }
  }
}
