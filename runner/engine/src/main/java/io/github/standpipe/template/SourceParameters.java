package io.github.standpipe.template;

import io.github.standpipe.json.Fault;
import io.github.standpipe.pipe.FilterCriteria;
import io.github.standpipe.pipe.FilterPattern;
import io.github.standpipe.pipe.Source;
import java.util.ArrayList;
import java.util.List;

/** How a pipe batches and filters: its {@code SourceParameters}. */
record SourceParameters(Properties properties) {

  static SourceParameters of(Properties pipe) {
    return new SourceParameters(pipe.child("SourceParameters"));
  }

  Source source(Queue queue) {
    Properties batching = properties.child("SqsQueueParameters");
    int size = batching.whole("BatchSize").orElse(Source.STANDARD_BATCH_SIZE);
    try {
      return new Source(queue.arn(), size, batching.whole("MaximumBatchingWindowInSeconds"));
    } catch (Fault e) {
      throw e.at(batching.at("BatchSize").where() + ": " + batching.subject());
    }
  }

  /** A fault of the batch size, with its place; any other fault has one. */
  Fault placed(Fault e) {
    Properties batching = properties.child("SqsQueueParameters");
    return String.valueOf(e.getMessage()).startsWith("BatchSize ")
        ? e.at(batching.at("BatchSize").where() + ": " + batching.subject())
        : e;
  }

  int filters() {
    return criteria().list("Filters").size();
  }

  FilterCriteria filterCriteria() {
    Properties criteria = criteria();
    List<FilterPattern> patterns = new ArrayList<>();
    for (Value filter : criteria.list("Filters")) {
      patterns.add(pattern(criteria.child("Filters", filter), patterns.size() + 1));
    }
    try {
      return FilterCriteria.of(patterns);
    } catch (Fault e) {
      throw e.at(criteria.at("Filters").where() + ": " + criteria.subject());
    }
  }

  private Properties criteria() {
    return properties.child("FilterCriteria");
  }

  private static FilterPattern pattern(Properties filter, int number) {
    String where = filter.where("Pattern", "filter pattern " + number);
    String text =
        filter
            .jsonText("Pattern", where)
            .orElseThrow(() -> new Fault(where, "is missing; write Pattern: '{\"body\": ...}'"));
    return FilterPattern.parse(text, where);
  }
}
