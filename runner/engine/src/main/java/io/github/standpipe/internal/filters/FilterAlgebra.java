package io.github.standpipe.internal.filters;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.filters.FilterModel.EventForm;
import io.github.standpipe.internal.filters.FilterRelation.NoEvent;
import io.github.standpipe.internal.filters.FilterRelation.OneSided;
import io.github.standpipe.internal.filters.FilterRelation.Undecided;
import io.github.standpipe.internal.filters.FilterRelation.Verdict;
import io.github.standpipe.internal.filters.FilterRelation.Witness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Decides how two filters relate, by the events that they pass. */
public final class FilterAlgebra {
  private static final long MOST_STEPS = 2_000_000;

  private final EventFilter earlier;
  private final EventFilter later;
  private final Supplier<List<JsonNode>> given;
  private final List<FilterModel> models;

  private FilterAlgebra(EventFilter earlier, EventFilter later, Supplier<List<JsonNode>> given) {
    if (earlier.kind() != later.kind()) {
      throw new IllegalArgumentException("filters of different kinds of events");
    }
    this.earlier = earlier;
    this.later = later;
    this.given = given;
    this.models =
        EventForm.of(earlier.kind()).stream()
            .map(form -> FilterModel.of(earlier, later, form))
            .toList();
  }

  /**
   * Compares two filters.
   *
   * @param given events to try if a direction cannot be decided
   */
  public static FilterRelation compare(
      EventFilter earlier, EventFilter later, Supplier<List<JsonNode>> given) {
    return new FilterAlgebra(earlier, later, given).relation();
  }

  /** A small event that the first passes and the second does not, if one was found. */
  public static Optional<JsonNode> difference(EventFilter first, EventFilter second) {
    return new FilterAlgebra(first, second, List::of).lost() instanceof Witness witness
        ? Optional.of(witness.event())
        : Optional.empty();
  }

  private FilterRelation relation() {
    OneSided lost = lost();
    OneSided gained = oneSided(models.stream().map(FilterModel::reversed).toList(), later, earlier);
    if (!(lost instanceof Witness) || !(gained instanceof Witness)) {
      return new FilterRelation(verdict(lost, gained), lost, gained, Optional.empty());
    }
    List<CommonEvent> searches =
        models.stream()
            .map(model ->
                new CommonEvent(
                    model, event -> earlier.passes().test(event) && later.passes().test(event)))
            .toList();
    Optional<JsonNode> common = searches.stream().flatMap(one -> one.find().stream()).findFirst();
    boolean isDisjoint = common.isEmpty() && searches.stream().allMatch(CommonEvent::isDecided);
    return new FilterRelation(
        isDisjoint ? Verdict.DISJOINT : Verdict.CROSSING, lost, gained, common);
  }

  private OneSided lost() {
    return oneSided(models, earlier, later);
  }

  private static Verdict verdict(OneSided lost, OneSided gained) {
    if (lost instanceof Undecided || gained instanceof Undecided) {
      return Verdict.UNDECIDED;
    }
    if (lost instanceof NoEvent) {
      return gained instanceof NoEvent ? Verdict.EQUAL : Verdict.WIDER;
    }
    return Verdict.NARROWER;
  }

  private OneSided oneSided(List<FilterModel> forms, EventFilter first, EventFilter second) {
    if (first.patterns().equals(second.patterns())) {
      return new NoEvent();
    }
    SearchBudget budget = new SearchBudget(MOST_STEPS);
    List<Separation> searches = new ArrayList<>();
    for (FilterModel model : forms) {
      Separation search = new Separation(model, event -> separates(first, second, event), budget);
      Optional<JsonNode> event = search.smallest();
      if (event.isPresent()) {
        return new Witness(event.get(), true);
      }
      searches.add(search);
    }
    if (searches.stream().allMatch(Separation::isDecided)) {
      return new NoEvent();
    }
    return given.get().stream()
        .filter(event -> separates(first, second, event))
        .findFirst()
        .<OneSided>map(event -> new Witness(event, false))
        .orElseGet(() -> new Undecided(reason(budget, forms)));
  }

  private static String reason(SearchBudget budget, List<FilterModel> forms) {
    if (budget.isExceeded()) {
      return "the filters have too many combinations to search them all";
    }
    return forms.stream()
        .flatMap(model -> model.paths().stream())
        .filter(path -> !path.isComplete())
        .findFirst()
        .map(FilterAlgebra::reason)
        .orElse("arrays with exists: false relate the leaves in too many ways");
  }

  private static String reason(PathClasses path) {
    String field = String.join(".", path.keys());
    return path.isMixedUp()
        ? "at " + field + " stand matchers that event-ruler does not keep apart"
        : "the texts at " + field + " cannot be divided into classes";
  }

  private static boolean separates(EventFilter first, EventFilter second, JsonNode event) {
    return first.passes().test(event) && !second.passes().test(event);
  }
}
