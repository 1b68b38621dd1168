package io.github.standpipe.internal.report;

import io.github.standpipe.internal.delivery.TargetCall;
import io.github.standpipe.internal.fixture.CollectedQuarantine;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.pipe.Outcome;
import io.github.standpipe.pipe.Payload;
import io.github.standpipe.pipe.Stage;
import io.github.standpipe.pipe.Trace;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The path of each record through the stages: a row per record, a column per stage. */
record Journey(Project project, Story story, Attempt attempt, Html html) {

  void write() {
    html.add("<section>\n<h3>{}</h3>\n<div class=\"wide\" tabindex=\"0\">", title());
    html.add("<table class=\"journey\">\n<thead><tr><th scope=\"col\">record</th>");
    story.stages().forEach(this::head);
    html.add("<th scope=\"col\"></th></tr></thead>\n<tbody>\n");
    Trace trace = attempt.trace();
    if (trace.records().isEmpty()) {
      batch();
    }
    trace.records().forEach(this::record);
    html.add("</tbody>\n</table></div>\n");
    html.add("<p class=\"outcome {}\">{}</p>\n", kind(), outcome());
    new Reasons(attempt, html).write();
    html.add("</section>\n");
  }

  private String title() {
    return attempt.name().isEmpty()
        ? "Journey"
        : "Attempt " + attempt.number() + " of " + story.attempts().size();
  }

  private void head(Stage stage) {
    html.add("<th scope=\"col\">{}", stage);
    attempt
        .trace()
        .at(stage)
        .ifPresentOrElse(
            payload ->
                html.add("<small>{}</small><small>{}</small>", items(payload), size(payload)),
            () -> html.add("<small>not reached</small>"));
    html.add("</th>");
  }

  private static String items(Payload payload) {
    int items = payload.items().size();
    return items + (items == 1 ? " item" : " items");
  }

  private static String size(Payload payload) {
    return String.format(Locale.ROOT, "%,d bytes", payload.size());
  }

  private void batch() {
    html.add("<tr><th scope=\"row\">the batch</th>");
    story.stages().forEach(stage -> cell(mark(stage, Trace.Fate.DELIVERED)));
    html.add("<td class=\"fate\"></td></tr>\n");
  }

  private void record(Trace.Record record) {
    String id = record.messageId();
    Optional<CollectedQuarantine.Message> quarantined = quarantined(record);
    html.add("<tr><th scope=\"row\"><code title=\"{}\">{}</code>", id, id);
    received(id);
    html.add("</th>");
    for (Stage stage : story.stages()) {
      boolean stays = quarantined.isPresent() && stage.compareTo(Stage.ENRICHED) >= 0;
      Mark left = stage == Stage.ENRICHED ? Mark.KEPT : Mark.GONE;
      cell(stays ? left : mark(stage, record.fate()));
    }
    String fate = quarantined.isPresent() ? "quarantined" : fate(record.fate());
    html.add("<td class=\"fate\">{}", fate);
    after(record);
    html.add("</td></tr>\n");
    quarantined.ifPresent(message -> {
      html.add("<tr class=\"why\"><td colspan=\"{}\">", story.stages().size() + 2);
      html.add("<p class=\"kept\">{}</p></td></tr>\n", project.fromRoot(message.reason()));
    });
  }

  /** How a stage of a record's path is drawn. */
  private enum Mark {
    WENT("went on", "M-2 12H82", "went"),
    REJECTED("rejected", "M-2 12H40", "rejected"),
    RETURNED("returned here", "M-2 12H40", "returned"),
    ENDED("nothing left", "M-2 12H40", "ended"),
    KEPT("quarantined", "M-2 12H40", "kept"),
    GONE("", "", "gone");

    private final String words;
    private final String line;
    private final String style;

    Mark(String words, String line, String style) {
      this.words = words;
      this.line = line;
      this.style = style;
    }
  }

  private Mark mark(Stage stage, Trace.Fate fate) {
    if (fate == Trace.Fate.FILTERED && stage.compareTo(Stage.FILTERED) >= 0) {
      return stage == Stage.FILTERED ? Mark.REJECTED : Mark.GONE;
    }
    return switch (attempt.trace().outcome()) {
      case Outcome.Returned(Stage at, String cause) when at == stage -> Mark.RETURNED;
      case Outcome.Discarded(Stage after) when after == stage -> Mark.ENDED;
      default -> attempt.trace().at(stage).isPresent() ? Mark.WENT : Mark.GONE;
    };
  }

  private void cell(Mark mark) {
    html.add("<td class=\"{}\">", mark.style);
    if (mark != Mark.GONE) {
      html.add("<svg viewBox=\"0 0 80 24\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
      html.add("<path d=\"{}\"/></svg><span class=\"dot\"></span>", mark.line);
      html.add("<span class=\"state\">{}</span>", mark.words);
    }
    html.add("</td>");
  }

  /** How often it was received, if more than once or if the case is about that. */
  private void received(String messageId) {
    int receives = attempt.receives(messageId);
    if (receives > 1 || receives == 1 && !attempt.name().isEmpty()) {
      html.add("<small>received {}</small>", receives == 1 ? "once" : receives + " times");
    }
  }

  private void after(Trace.Record record) {
    if (record.fate() == Trace.Fate.RETURNED) {
      story
          .afterReturn(attempt, record.messageId())
          .ifPresent(after -> html.add("<small>{}</small>", after));
    }
  }

  private static String fate(Trace.Fate fate) {
    return switch (fate) {
      case FILTERED -> "rejected";
      case DELIVERED -> "delivered";
      case DISCARDED -> "discarded";
      case QUARANTINED -> "quarantined";
      case SENT_BACK -> "sent back";
      case RETURNED -> "returned";
    };
  }

  private Optional<CollectedQuarantine.Message> quarantined(Trace.Record record) {
    return attempt.run().quarantined().stream()
        .filter(message -> message.messageId().equals(record.messageId()))
        .findFirst();
  }

  private Set<String> ids() {
    return attempt.run().quarantined().stream()
        .map(CollectedQuarantine.Message::messageId)
        .collect(Collectors.toSet());
  }

  private String kind() {
    return switch (attempt.trace().outcome()) {
      case Outcome.Delivered delivered -> "delivered";
      case Outcome.Discarded discarded ->
          attempt.trace().quarantining(ids()).isQuarantined() ? "quarantined" : "discarded";
      case Outcome.Returned returned -> "returned";
    };
  }

  private String outcome() {
    return switch (attempt.trace().outcome()) {
      case Outcome.Delivered delivered -> "Delivered: one " + request() + " with " + last();
      case Outcome.Discarded(Stage after) when after == Stage.SOURCE && isEmpty() ->
          "Nothing arrives on the queue";
      case Outcome.Discarded(Stage after) -> "Nothing left after " + after + ": deleted";
      case Outcome.Returned(Stage at, String cause) ->
          "Returned at " + at + ": " + project.fromRoot(cause);
    };
  }

  private String request() {
    return TargetCall.request(attempt.run().pipe().target());
  }

  private boolean isEmpty() {
    return attempt.trace().records().isEmpty();
  }

  private String last() {
    return attempt
        .trace()
        .at(Stage.TARGET_INPUT)
        .map(payload -> items(payload) + ", " + size(payload))
        .orElse("nothing");
  }
}
