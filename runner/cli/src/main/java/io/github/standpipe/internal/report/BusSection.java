package io.github.standpipe.internal.report;

import io.github.standpipe.internal.bus.BusTrace;
import io.github.standpipe.internal.bus.BusTrace.Arrival;
import io.github.standpipe.internal.bus.BusTrace.Decision;
import io.github.standpipe.internal.bus.DeliveryFailure;
import io.github.standpipe.internal.bus.QueueMessage;
import io.github.standpipe.pipe.Explanation.OfPattern;
import io.github.standpipe.pipe.Warning;
import java.util.List;

/**
 * Events on buses, in front of the queue or behind the pipe: each rule, subscriber and
 * subscription, why it matched or not, and what each target received.
 */
record BusSection(String title, List<BusTrace> events, PageBlocks blocks, Html html) {

  void write() {
    if (events.isEmpty()) {
      return;
    }
    html.add("<section class=\"bus\">\n<h3>{}</h3>\n", title);
    events.forEach(this::trace);
    events.stream().flatMap(event -> event.warnings().stream()).distinct().forEach(this::warning);
    html.add("</section>\n");
  }

  private void warning(Warning warning) {
    html.add("<p class=\"kept\">{}: {}</p>\n", warning.rule(), warning.message());
  }

  private void trace(BusTrace trace) {
    html.add("<p class=\"hop\">{}</p>\n", trace.on());
    trace.routes().forEach(this::route);
  }

  private void route(BusTrace.Route route) {
    html.add("<div class=\"route {}\"><p>{} ", style(route.decision()), route.where());
    html.add("<small>{}</small></p>\n", decision(route.decision()));
    patterns(route.decision());
    route.deliveries().forEach(this::delivery);
    html.add("</div>\n");
  }

  private static String style(Decision decision) {
    return switch (decision) {
      case Decision.Passed passed -> "passed";
      case Decision.Rejected rejected -> "rejected";
      case Decision.Off off -> "off";
      case Decision.Undecided undecided -> "undecided";
    };
  }

  private static String decision(Decision decision) {
    return switch (decision) {
      case Decision.Passed passed -> "passes the event";
      case Decision.Rejected rejected -> "rejects the event";
      case Decision.Off(String reason) -> "accepts nothing: " + reason;
      case Decision.Undecided(Warning question) ->
          "is undecided because of question " + question.rule();
    };
  }

  private void patterns(Decision decision) {
    switch (decision) {
      case Decision.Passed(List<OfPattern> patterns) -> patterns.forEach(this::pattern);
      case Decision.Rejected(List<OfPattern> patterns) -> patterns.forEach(this::pattern);
      case Decision.Off off -> {}
      case Decision.Undecided undecided -> {}
    }
  }

  private void pattern(OfPattern pattern) {
    new LeafList(pattern, html).write();
  }

  private void delivery(BusTrace.Delivery delivery) {
    String to = delivery.target();
    switch (delivery.arrival()) {
      case Arrival.Queued(QueueMessage message) -> {
        html.add("<p class=\"delivery\">\u2192 {}: a message on {}</p>", to, message.queueArn());
        html.add("<details class=\"data\" open><summary>body</summary>");
        html.add("<pre tabindex=\"0\" data-text=\"{}\">", blocks.text(message.body()));
        html.add("</pre></details>\n");
      }
      case Arrival.Forwarded(BusTrace next) -> {
        html.add("<p class=\"delivery\">\u2192 {}</p>\n<div class=\"forwarded\">\n", to);
        trace(next);
        html.add("</div>\n");
      }
      case Arrival.Undelivered(DeliveryFailure failure, var letter) -> {
        html.add("<p class=\"delivery lost\">\u2192 {}: not delivered ({}: ", to, failure.code());
        String then = letter.map(m -> "dead letter on " + m.queueArn()).orElse("lost");
        html.add("{}), {}</p>\n", failure.message(), then);
      }
      case Arrival.Elsewhere(String reason) ->
          html.add("<p class=\"delivery\">\u2192 {}: {}</p>\n", to, reason);
      case Arrival.Open(Warning question) ->
          html.add(
              "<p class=\"delivery open\">\u2192 {}: open question {}</p>\n", to, question.rule());
    }
  }
}
