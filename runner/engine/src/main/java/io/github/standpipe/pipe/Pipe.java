package io.github.standpipe.pipe;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Fault;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An SQS-sourced EventBridge pipe.
 *
 * <p>{@code source -> filtered -> [enrichment-input -> enriched] -> target-input}
 *
 * @param name the pipe's name
 * @param arn the pipe's ARN
 * @param source the queue it reads; for an enrichment or a target that takes fewer items than the
 *     default BatchSize, with a BatchSize that these take
 * @param filterCriteria which records pass
 * @param enrichment the function or machine called with each batch; null if the pipe has none
 * @param target what it sends its batches to
 */
public record Pipe(
    String name,
    String arn,
    Source source,
    FilterCriteria filterCriteria,
    @Nullable Enrichment enrichment,
    Target target) {

  /**
   * Checks that the input templates name only parts that the pipe has, and that the enrichment and
   * the target take batches of the source's size (rules {@code enrichment-http} and {@code
   * target-batch}).
   *
   * @throws Fault if the target's template names the enrichment of a pipe without one, and for a
   *     BatchSize that the enrichment or the target does not take
   */
  public Pipe {
    InputTemplate template = target.inputTemplate();
    if (enrichment == null && template != null) {
      template.refuseEnrichmentArn();
    }
    if (enrichment != null) {
      source = fitting(source, "the enrichment", enrichment.maximumItems());
    }
    source = fitting(source, "the target", target.maximumItems());
  }

  private static Source fitting(Source source, String taker, int items) {
    Source fitting = source.fitting(items);
    if (fitting.batchSize() > items) {
      throw new Fault(
          "BatchSize is "
              + fitting.batchSize()
              + ", but "
              + taker
              + " takes at most "
              + items
              + " at once; set BatchSize to "
              + items);
    }
    return fitting;
  }

  /**
   * {@return the same pipe with another way of calling its enrichment; the pipe itself if it has
   * none}
   *
   * @param other makes the other function from the present one
   */
  public Pipe calling(UnaryOperator<Enrichment.Function> other) {
    return enrichment == null
        ? this
        : new Pipe(
            name,
            arn,
            source,
            filterCriteria,
            enrichment.calling(other.apply(enrichment.function())),
            target);
  }

  /**
   * Runs one batch of SQS records through the pipe. It affects nothing outside except the
   * enrichment; the same records, clock and enrichment give the same trace.
   *
   * @param records a JSON array of SQS records, see {@link SourceRecord}
   * @param clock gives the time for {@code <aws.pipes.event.ingestion-time>}
   * @return what happened; a stage that fails is {@link Outcome.Returned}, not an exception
   */
  public Trace run(Payload records, InstantSource clock) {
    return run(Stage.SOURCE, records, clock);
  }

  /**
   * Runs a batch from a stage on.
   *
   * @param from the stage that the batch has reached
   * @param given the batch at that stage, as a JSON array
   * @param clock gives the time for {@code <aws.pipes.event.ingestion-time>}
   * @return what happened; a stage that fails is {@link Outcome.Returned}, not an exception
   * @throws Fault if this pipe has no such stage
   */
  public Trace run(Stage from, Payload given, InstantSource clock) {
    if (!stages().contains(from)) {
      throw new Fault(name + " has no enrichment, and therefore no stage " + from);
    }
    Passage passage = new Passage(name, from, given);
    if (from == Stage.SOURCE) {
      source.compare(given.items().size()).ifPresent(passage::warn);
    }
    Stage reached = from;
    for (Stage stage : stages().subList(stages().indexOf(from) + 1, stages().size())) {
      if (passage.batch().isEmpty()) {
        break;
      }
      try {
        passage.reach(stage, step(stage, passage, clock));
      } catch (Fault e) {
        return passage.trace(new Outcome.Returned(stage, e.getMessage()));
      }
      reached = stage;
    }
    return passage.trace(
        passage.batch().isEmpty() ? new Outcome.Discarded(reached) : new Outcome.Delivered());
  }

  /** {@return the stages of this pipe, in the order of the flow; three if it has no enrichment} */
  public List<Stage> stages() {
    return enrichment != null
        ? List.of(Stage.values())
        : List.of(Stage.SOURCE, Stage.FILTERED, Stage.TARGET_INPUT);
  }

  /** {@return the warnings about the pipe's definition: where the behaviour of AWS is unsettled} */
  public List<Warning> warnings() {
    return Stream.of(
            filterCriteria.warnings(),
            InputTemplate.warnings(enrichment == null ? null : enrichment.inputTemplate()),
            InputTemplate.warnings(target.inputTemplate()),
            target.warnings())
        .flatMap(List::stream)
        .toList();
  }

  private Payload step(Stage stage, Passage passage, InstantSource clock) {
    return switch (stage) {
      case SOURCE -> throw new IllegalStateException("nothing comes before the source");
      case FILTERED -> passage.select(filterCriteria);
      case ENRICHMENT_INPUT -> render(enriching().inputTemplate(), true, passage, clock);
      case ENRICHED -> enriching().call(passage.batch(), passage::warn);
      case TARGET_INPUT -> targetInput(passage, clock);
    };
  }

  private Payload targetInput(Passage passage, InstantSource clock) {
    Payload before = passage.batch();
    Payload input = render(target.inputTemplate(), enrichment == null, passage, clock);
    request().checked(input);
    if (target.takesEntries()) {
      request().entries(events(before, clock, passage::warn), input, Set.of(), passage::warn);
    }
    return input;
  }

  private TargetRequest request() {
    return new TargetRequest(target, name);
  }

  /**
   * {@return what the service of the target receives for each item; empty for a state machine or a
   * function, which receives one array, and if the batch did not reach the target}
   *
   * @param trace the trace of a run of this pipe
   * @param clock the clock of that run
   * @throws Fault for a trace that began with the target's input, if a parameter is a path
   */
  public List<Target.Entry> entries(Trace trace, InstantSource clock) {
    Optional<Payload> input = trace.at(Stage.TARGET_INPUT);
    if (!target.takesEntries() || input.isEmpty()) {
      return List.of();
    }
    List<TemplateItem> before =
        trace
            .at(enrichment == null ? Stage.FILTERED : Stage.ENRICHED)
            .map(batch -> events(batch, clock, warning -> {}))
            .orElse(List.of());
    Set<String> known =
        trace.records().stream().map(Trace.Record::messageId).collect(Collectors.toSet());
    return request().entries(before, input.get(), known, warning -> {});
  }

  private List<TemplateItem> events(
      Payload batch, InstantSource clock, Consumer<Warning> warnings) {
    List<TemplateItem> events = new ArrayList<>();
    for (JsonNode item : batch.items()) {
      String place = "item " + (events.size() + 1);
      events.add(
          new TemplateItem(
              item,
              enrichment == null,
              variables(clock),
              place,
              warnings,
              TemplateItem.Writing.TEXT));
    }
    return events;
  }

  private Enrichment enriching() {
    if (enrichment == null) {
      throw new IllegalStateException(name + " has no enrichment");
    }
    return enrichment;
  }

  /**
   * {@return how each placeholder of the input templates renders for the batch of a trace; empty if
   * the pipe has no templates, or the batch did not reach them}
   *
   * @param trace the trace of a run of this pipe
   * @param clock gives the time for {@code <aws.pipes.event.ingestion-time>}
   */
  public List<InputTemplate.Placeholder> explain(Trace trace, InstantSource clock) {
    List<InputTemplate.Placeholder> placeholders = new ArrayList<>();
    InputTemplate before = enrichment == null ? null : enrichment.inputTemplate();
    InputTemplate last = target.inputTemplate();
    if (before != null) {
      trace
          .at(Stage.FILTERED)
          .map(batch -> before.explain(Stage.ENRICHMENT_INPUT, batch, true, variables(clock)))
          .ifPresent(placeholders::addAll);
    }
    if (last != null) {
      boolean records = enrichment == null;
      trace
          .at(records ? Stage.FILTERED : Stage.ENRICHED)
          .map(batch -> last.explain(Stage.TARGET_INPUT, batch, records, variables(clock)))
          .ifPresent(placeholders::addAll);
    }
    return placeholders;
  }

  private InputTemplate.Variables variables(InstantSource clock) {
    String enrichmentArn = enrichment == null ? "" : enrichment.arn();
    return new InputTemplate.Variables(
        arn, name, source.arn(), enrichmentArn, target.arn(), clock.instant());
  }

  private Payload render(
      @Nullable InputTemplate template, boolean records, Passage passage, InstantSource clock) {
    if (template == null) {
      return passage.batch();
    }
    return template.render(passage.batch(), records, variables(clock), passage::warn);
  }
}
