package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The context object as one visit of a state sees it: it changes between tries and items. */
final class StateContext {
  private final StateRun visit;
  private final String enteredTime;
  private @Nullable String token;
  private @Nullable ObjectNode item;

  StateContext(StateRun visit, String enteredTime) {
    this.visit = visit;
    this.enteredTime = enteredTime;
  }

  ObjectNode object() {
    return visit.probe().context().map(this::withItem).orElseGet(this::ofRun);
  }

  private ObjectNode withItem(ObjectNode context) {
    ObjectNode copy = context.deepCopy();
    if (item != null) {
      copy.putObject("Map").set("Item", item);
    }
    return copy;
  }

  private ObjectNode ofRun() {
    State state = visit.state();
    FlowPlace place = visit.place();
    boolean task = state.type().equals("Task");
    ObjectNode context =
        visit
            .machine()
            .context(
                state,
                item == null ? place : new FlowPlace(place.variables(), place.execution(), item),
                enteredTime,
                task ? Optional.of(visit.tries().count()) : Optional.empty());
    if (token != null) {
      context.putObject("Task").put("Token", token);
    }
    return context;
  }

  /** Creates the token of a callback, before the arguments are evaluated. */
  void makeToken() {
    token = visit.machine().newId();
    visit.evaluation().refresh();
  }

  /** Shows an item while its input is built. */
  void showItem(@Nullable ObjectNode shown) {
    item = shown;
    visit.evaluation().refresh();
  }
}
