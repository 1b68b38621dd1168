package io.github.standpipe.internal.cli.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.cli.compare.FilterChange.ComparedFilter;
import io.github.standpipe.internal.filters.EventFilter;
import io.github.standpipe.internal.filters.EventKind;
import io.github.standpipe.internal.filters.FilterRelation;
import io.github.standpipe.internal.filters.FilterRelation.NoEvent;
import io.github.standpipe.internal.filters.FilterRelation.OneSided;
import io.github.standpipe.internal.filters.FilterRelation.Undecided;
import io.github.standpipe.internal.filters.FilterRelation.Verdict;
import io.github.standpipe.internal.filters.FilterRelation.Witness;
import io.github.standpipe.json.Json;
import io.github.standpipe.json.Printable;
import io.github.standpipe.pipe.Explanation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What became of one filter, as text. */
record FilterChangeText(FilterChange change) {
  private static final int LONGEST = 200;

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(Printable.line(change.name()) + "  " + change.verdict());
    if (change instanceof ComparedFilter compared) {
      FilterRelation relation = compared.relation();
      side("no longer passes", relation.lost(), compared.later(), lines);
      side("newly passes", relation.gained(), compared.earlier(), lines);
      relation
          .common()
          .ifPresent(event -> lines.add("  still passes  " + Printable.line(Json.text(event))));
      if (relation.verdict() == Verdict.DISJOINT) {
        lines.add("  no " + noun(compared.later()) + " passes both");
      }
    }
    return lines;
  }

  private static String noun(EventFilter filter) {
    return filter.kind() == EventKind.RECORD ? "message" : "event";
  }

  private static void side(String does, OneSided side, EventFilter rejecting, List<String> lines) {
    switch (side) {
      case NoEvent() -> {}
      case Undecided(String reason) -> lines.add("  " + does + "  not decided: " + reason);
      case Witness(JsonNode event, boolean isMade) -> {
        String shown = isMade ? Printable.line(Json.text(event)) : id(event);
        lines.add("  " + does + "  " + shown);
        rejecting.obstacles(event).forEach(leaf -> lines.add("    " + obstacle(leaf, isMade)));
      }
    }
  }

  /** A recorded event is not shown, because it may hold personal data. */
  private static String id(JsonNode event) {
    String id = event.path("messageId").asText(event.path("id").asText());
    return id.isEmpty()
        ? "one of the recorded events"
        : "the recorded message " + Printable.line(id);
  }

  private static String obstacle(Explanation.Leaf leaf, boolean showsValues) {
    String wanted = Printable.shortened(Json.text(leaf.wanted()), LONGEST);
    return Printable.line(leaf.path())
        + switch (leaf.state()) {
          case ABSENT -> " is absent; wanted " + wanted;
          case APART -> " matches only in another array element; wanted " + wanted;
          case NOT_COMPARED -> " is not compared: the body is of another form; wanted " + wanted;
          case DIFFERENT, MATCHED, OVERRIDDEN ->
              (showsValues ? " is " + actual(leaf) : " differs") + "; wanted " + wanted;
        };
  }

  private static String actual(Explanation.Leaf leaf) {
    return leaf.actual().stream()
        .map(one -> Printable.shortened(Json.text(one.value()), LONGEST))
        .distinct()
        .collect(Collectors.joining(" and "));
  }
}
