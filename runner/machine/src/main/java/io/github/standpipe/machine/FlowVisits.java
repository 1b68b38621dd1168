package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.states.StateFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The visits of one flow while it runs. Parallel flows have one each. */
final class FlowVisits implements StateProbe {
  private final VisitLog log;
  private final List<StateVisit> visits;
  private @Nullable StateVisit open;

  FlowVisits(VisitLog log, List<StateVisit> visits) {
    this.log = log;
    this.visits = visits;
  }

  void enter(State state, JsonNode input) {
    if (log.keepsAny()) {
      open = new StateVisit(state, input);
      if (log.count()) {
        visits.add(open);
      }
    }
  }

  void leave(StateEnd end) {
    if (open != null) {
      open.leave(end);
      open = null;
    }
  }

  void fail(StateFailure failure) {
    if (open == null) {
      return;
    }
    boolean known = !open.failures().isEmpty();
    if (!known || !(open.failures().getLast().step() instanceof MachineStep.UnhandledFailure)) {
      String error = failure.error() == null ? "" : failure.error();
      open.failed(new MachineStep.UnhandledFailure(open.state(), error), failure.causeText());
    }
    open = null;
  }

  /** Those of a flow inside the state that is being visited. */
  FlowVisits inside(String kind, int index) {
    boolean kept = open != null && log.keepsMore();
    return new FlowVisits(log, kept && open != null ? open.begin(kind, index) : new ArrayList<>());
  }

  void failed(MachineStep step, @Nullable String cause) {
    if (open != null) {
      open.failed(step, cause);
    }
  }

  void chose(Supplier<ChoiceReasons> reasons) {
    if (open != null) {
      open.chose(reasons.get());
    }
  }

  @Override
  public void note(String field, JsonNode value) {
    if (open != null) {
      open.note(field, value);
    }
  }
}
