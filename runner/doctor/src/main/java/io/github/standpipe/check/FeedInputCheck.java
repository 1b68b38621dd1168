package io.github.standpipe.check;

import io.github.standpipe.internal.bus.FeedFault;
import io.github.standpipe.internal.bus.QueueFeed;
import io.github.standpipe.template.Declaration;

/** Each feeder of the queue sends something, and every value in it can be present. */
final class FeedInputCheck implements Check {
  private static final Rule QUOTED_OBJECT = Catalogue.rule("feed-quoted-object");
  private static final Rule NOT_JSON = Catalogue.rule("feed-not-json");
  private static final Rule ALWAYS_EMPTY = Catalogue.rule("feed-always-empty");
  private static final Rule NOTHING_AT_PATH = Catalogue.rule("feed-nothing-at-path");
  private static final Rule NEVER_MATCHES = Catalogue.rule("feed-never-matches");
  private static final Rule NOWHERE = Catalogue.rule("feed-expression-path");
  private static final Rule NO_RESULT = Catalogue.rule("feed-no-result");

  @Override
  public void examine(Subject subject, Findings findings) {
    Upstream.of(subject)
        .ifPresent(upstream -> {
          for (QueueFeed feed : upstream.feeds()) {
            upstream
                .declaration(feed)
                .ifPresent(at -> feed.faults().forEach(fault -> report(fault, at, findings)));
          }
        });
  }

  private static void report(FeedFault fault, Declaration at, Findings findings) {
    String slot = "<" + fault.name() + ">";
    switch (fault.kind()) {
      case QUOTED_OBJECT ->
          add(
              QUOTED_OBJECT,
              at,
              " puts " + slot + ", an object or an array, in quotes.",
              "Write " + slot + " without quotes, as a separate value.",
              findings);
      case ALWAYS_EMPTY ->
          add(
              ALWAYS_EMPTY,
              at,
              " inserts " + slot + ", but no event that it receives has " + fault.path() + ".",
              "Name a path that the events have, such as $.detail.id, or leave the key out.",
              findings);
      case NOT_JSON ->
          add(
              NOT_JSON,
              at,
              " has an InputTemplate that does not produce JSON, so nothing is delivered.",
              "Write an object such as {\"id\": <id>}, with each key in quotes.",
              findings);
      case SEVERAL_LINES ->
          add(
              NOT_JSON,
              at,
              " has an InputTemplate of several lines in quotes, so the body is not JSON.",
              "Write an object such as {\"id\": <id>}, with each key in quotes.",
              findings);
      case NOTHING_AT_PATH ->
          add(
              NOTHING_AT_PATH,
              at,
              " takes its body from " + fault.path() + ", which no event has.",
              "Write a path that the events have, such as $.detail, or leave InputPath out.",
              findings);
      case NEVER_MATCHES -> {
        if (comparesMetadataWithNumbers(fault)) {
          return; // reported by the rules for subscribers
        }
        add(
            NEVER_MATCHES,
            at,
            " asks for " + fault.name() + " " + fault.path() + ", which no event has.",
            "Write the names of the envelope, such as detail-type, and payloads below detail.",
            findings);
      }
      case NOWHERE ->
          add(
              NOWHERE,
              at,
              " reads " + fault.path() + ", which no event that passes its filters has.",
              "Write a path that the events have: $events.Data.detail for PutEvents, $events.Data"
                  + " for PutRawEvents.",
              findings);
      case NO_RESULT ->
          add(
              NO_RESULT,
              at,
              " has an expression that finds nothing in any event, so every delivery fails.",
              "Write a path that the events have: $events.Data.detail for PutEvents, $events.Data"
                  + " for PutRawEvents.",
              findings);
    }
  }

  private static boolean comparesMetadataWithNumbers(FeedFault fault) {
    return fault.name().startsWith("aws:") && fault.path().matches(".*numeric.*|[\\[\\d., -]+]");
  }

  private static void add(
      Rule rule, Declaration at, String seen, String instead, Findings findings) {
    findings.addEach(rule, at.logicalId(), at.at(), at + seen, instead);
  }
}
