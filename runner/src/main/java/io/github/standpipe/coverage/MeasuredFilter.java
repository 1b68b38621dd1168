package io.github.standpipe.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Json;
import io.github.standpipe.pipe.Explanation;
import io.github.standpipe.pipe.Explanation.Leaf;
import io.github.standpipe.pipe.Explanation.OfPattern;
import io.github.standpipe.pipe.Explanation.State;
import io.github.standpipe.pipe.FilterCriteria;
import io.github.standpipe.pipe.Payload;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/** The leaves of a pipe's filter, and which of them match the records of a case. */
final class MeasuredFilter {
  private static final JsonNode NOTHING = Json.object().put("messageId", "").put("body", "{}");

  private final List<Spot> spots = new ArrayList<>();
  private final BitSet overridden = new BitSet();
  private final FilterCriteria criteria;

  MeasuredFilter(FilterCriteria criteria) {
    this.criteria = criteria;
    for (OfPattern pattern : patterns(Payload.of(List.of(NOTHING))).getFirst()) {
      pattern
          .leaves()
          .forEach(leaf -> {
            overridden.set(spots.size(), leaf.state() == State.OVERRIDDEN);
            spots.add(spot(pattern, leaf));
          });
    }
  }

  private static Spot spot(OfPattern pattern, Leaf leaf) {
    String branch = leaf.branch().isEmpty() ? "" : "$or " + leaf.branch() + ": ";
    String text = branch + leaf.path() + ": " + Json.text(leaf.wanted());
    return new Spot(SpotKind.LEAF, pattern.where(), text, SourceSpan.NONE, List.of());
  }

  List<Spot> spots() {
    return spots;
  }

  /** Whether a leaf can decide anything: its path is not named again. */
  boolean counts(int spot) {
    return !overridden.get(spot);
  }

  /** The outcomes that these records show, numbered as {@link Marks} does. */
  BitSet outcomes(Payload records) {
    BitSet seen = new BitSet();
    for (List<OfPattern> ofRecord : patterns(records)) {
      int spot = 0;
      for (OfPattern pattern : ofRecord) {
        for (Leaf leaf : pattern.leaves()) {
          if (!pattern.isCut() || leaf.state() != State.APART) {
            mark(seen, spot, leaf.state());
          }
          spot++;
        }
      }
    }
    return seen;
  }

  private static void mark(BitSet seen, int spot, State state) {
    switch (state) {
      case MATCHED -> seen.set(Marks.number(spot, 0));
      case DIFFERENT, ABSENT, APART -> seen.set(Marks.number(spot, 1));
      case NOT_COMPARED, OVERRIDDEN -> {}
    }
  }

  /** Of each record the patterns in their own order; none for one that cannot be explained. */
  private List<List<OfPattern>> patterns(Payload records) {
    return criteria.explain(records).stream()
        .map(Explanation::patterns)
        .map(all -> all.stream().sorted(Comparator.comparingInt(OfPattern::number)).toList())
        .toList();
  }
}
