package io.github.standpipe.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.bus.QueueFeed;
import io.github.standpipe.internal.bus.QueueFeed.FeedKind;
import io.github.standpipe.internal.shape.BodyFilter;
import io.github.standpipe.internal.shape.BodyFilter.JudgedLeaf;
import io.github.standpipe.internal.shape.Reach;
import io.github.standpipe.internal.shape.Shape;
import io.github.standpipe.internal.shape.Truth;
import io.github.standpipe.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Some message of each feeder of the queue can pass the filter. */
final class DeletedFeedCheck implements Check {
  private static final Rule DELETES_ALL = Catalogue.rule("feed-all-deleted");
  private static final Rule BELOW_TEXT = Catalogue.rule("feed-path-below-text");
  private static final Rule EXISTS = Catalogue.rule("feed-exists-on-object");
  private static final Rule DETAIL_TYPE = Catalogue.rule("feed-detail-type-spelling");
  private static final Rule NUMBER_ON_TEXT = Catalogue.rule("feed-number-on-text");
  private static final Rule CONTRADICTION = Catalogue.rule("feed-contradicts-filter");
  private static final Rule ENVELOPE = Catalogue.rule("feed-envelope-gone");

  @Override
  public void examine(Subject subject, Findings findings) {
    Upstream.of(subject)
        .ifPresent(upstream ->
            upstream
                .bodyFilter()
                .ifPresent(filter -> {
                  for (QueueFeed feed : upstream.feeds()) {
                    new JudgedFeed(upstream, filter, feed).examine(findings);
                  }
                  for (QueueFeed feed : upstream.forwarded()) {
                    if (!isReported(upstream, filter, feed)) {
                      new JudgedFeed(upstream, filter, feed).examine(findings);
                    }
                  }
                }));
  }

  /** Whether nothing passes of what the end of a way sends, whatever its beginning. */
  private static boolean isReported(Upstream upstream, BodyFilter filter, QueueFeed forwarded) {
    return upstream.feeds().stream()
        .filter(feed -> feed.resource().equals(forwarded.sender()))
        .flatMap(feed -> feed.body().stream())
        .anyMatch(body -> filter.passes(body, true) == Truth.NEVER);
  }

  /** One feeder, and the filter behind it. */
  private record JudgedFeed(Upstream upstream, BodyFilter filter, QueueFeed feed) {

    void examine(Findings findings) {
      if (feed.body().isEmpty()) {
        return;
      }
      Shape body = feed.body().get();
      if (filter.passes(body, false) == Truth.NEVER) {
        List<JudgedLeaf> obstacles = filter.obstacles(body, false);
        JudgedLeaf leaf =
            obstacles.isEmpty() ? new JudgedLeaf("body", Json.array()) : obstacles.getFirst();
        new Cause(feed, body, leaf).report(this, findings);
      } else if (filter.passes(body, true) == Truth.NEVER) {
        contradiction(body, findings);
      } else if (asksForTheEnvelope(body)) {
        add(
            ENVELOPE,
            " passes on only "
                + feed.inputPath().orElse("")
                + " of each event, but the filter asks for "
                + envelopePaths().getFirst()
                + " of the surrounding event",
            "Leave InputPath out of "
                + feed.sender()
                + ", or write the filter's paths without the"
                + " envelope: {\"body\": {\"status\": [...]}}.",
            findings);
      }
    }

    private void contradiction(Shape body, Findings findings) {
      List<JudgedLeaf> obstacles = filter.obstacles(body, true);
      String path = obstacles.isEmpty() ? "body" : obstacles.getFirst().path();
      add(
          CONTRADICTION,
          " selects other values at " + path + " than the filter",
          "Ask for the same values in both, or leave the selection to "
              + feed.sender()
              + ", which deletes no message.",
          findings);
    }

    /** Whether every way to match the filter needs a key that only envelopes have. */
    private boolean asksForTheEnvelope(Shape body) {
      boolean isBelow = feed.inputPath().filter(path -> path.startsWith("$.detail")).isPresent();
      return isBelow
          && !filter.ways().isEmpty()
          && envelopePaths().size() >= filter.ways().size()
          && List.of("detail", "detail-type").stream()
              .allMatch(key ->
                  body.alternatives().stream()
                      .allMatch(
                          one -> one instanceof Shape.Fields f && !f.members().containsKey(key)));
    }

    /** For each way, a path that begins with such a key, if it has one. */
    private List<String> envelopePaths() {
      return filter.ways().stream()
          .flatMap(way ->
              way.entrySet().stream()
                  .filter(leaf -> leaf.getKey().matches("body\\.detail(-type)?(\\..*)?"))
                  .filter(leaf -> !leaf.getValue().toString().contains("\"exists\":false"))
                  .map(leaf -> leaf.getKey())
                  .limit(1))
          .toList();
    }

    void add(Rule rule, String why, String instead, Findings findings) {
      upstream
          .declaration(feed)
          .ifPresent(declared ->
              upstream
                  .witness(feed)
                  .ifPresent(witness ->
                      findings.addEach(
                          rule,
                          declared.logicalId(),
                          declared.at(),
                          declared
                              + feed.over().map(last -> " over " + last).orElse("")
                              + why
                              + ", so "
                              + upstream.subject().name()
                              + " deletes each such message, as that of "
                              + witness
                              + ".",
                          instead)));
    }
  }

  /** Why a leaf of the filter never matches. */
  private record Cause(QueueFeed feed, Shape body, JudgedLeaf leaf) {

    void report(JudgedFeed judged, Findings findings) {
      Optional<String> text = textAbove();
      if (text.isPresent()) {
        String inText = feed.kind() == FeedKind.SUBSCRIPTION ? raw() : decoded(text.get());
        judged.add(
            BELOW_TEXT,
            " sends a text at "
                + text.get()
                + ", but the filter asks for "
                + leaf.path()
                + " below it",
            inText,
            findings);
      } else if (isSpelledInCamelCase()) {
        judged.add(
            DETAIL_TYPE,
            " sends detailType, and the filter asks for " + leaf.path(),
            "Write detailType in the filter, or <aws.events.event.json> in the template.",
            findings);
      } else if (asksWhetherAnObjectExists()) {
        judged.add(
            EXISTS,
            " sends an object at " + leaf.path() + ", but exists: true matches only values",
            "Ask for a value below it, as " + leaf.path() + ".id: [{\"exists\": true}].",
            findings);
      } else if (comparesATextWithNumbers()) {
        judged.add(
            NUMBER_ON_TEXT,
            " sends a text at " + leaf.path() + ", but the filter compares numbers",
            "Compare texts: write the values in quotes, or use prefix.",
            findings);
      } else {
        judged.add(rule(), " " + reason(), instead(), findings);
      }
    }

    private List<String> keys() {
      String path = leaf.path().equals("body") ? "" : leaf.path().substring("body.".length());
      return path.isEmpty() ? List.of() : List.of(path.split("\\.", -1));
    }

    private Reach at(List<String> keys) {
      return Reach.of(body, keys);
    }

    private static boolean isText(Shape shape) {
      return shape.alternatives().stream()
          .allMatch(one ->
              one instanceof Shape.Single single
                  && single.kinds().stream().allMatch(Shape.ScalarKind.STRING::equals));
    }

    private Optional<String> textAbove() {
      List<String> keys = keys();
      for (int i = 1; i < keys.size(); i++) {
        Reach above = at(keys.subList(0, i));
        if (above.presence() != Truth.NEVER && isText(above.shape())) {
          return Optional.of("body." + String.join(".", keys.subList(0, i)));
        }
      }
      return Optional.empty();
    }

    private String raw() {
      return "Write RawMessageDelivery: true in " + feed.sender() + ", and filter without Message.";
    }

    private static String decoded(String path) {
      return "Send an object at " + path + " instead of its text, or filter that text by prefix.";
    }

    private boolean isSpelledInCamelCase() {
      List<String> keys = keys();
      if (keys.isEmpty() || !keys.getLast().equals("detail-type")) {
        return false;
      }
      List<String> other = new ArrayList<>(keys);
      other.set(other.size() - 1, "detailType");
      return at(other).presence() == Truth.ALWAYS;
    }

    private boolean asksWhetherAnObjectExists() {
      return leaf.wanted().toString().equals("[{\"exists\":true}]")
          && at(keys()).presence() != Truth.NEVER
          && at(keys()).shape().alternatives().stream().allMatch(Shape.Fields.class::isInstance);
    }

    private boolean comparesATextWithNumbers() {
      boolean numbers = !leaf.wanted().isEmpty();
      for (JsonNode one : leaf.wanted()) {
        numbers &= one.isNumber() || one.has("numeric");
      }
      Reach found = at(keys());
      return numbers && found.presence() != Truth.NEVER && isText(found.shape());
    }

    private Rule rule() {
      boolean isThere = !keys().isEmpty() && at(keys()).presence() == Truth.ALWAYS;
      return isThere ? CONTRADICTION : DELETES_ALL;
    }

    private String reason() {
      if (body instanceof Shape.PlainText) {
        return "sends a body that is not JSON, but the filter asks for JSON";
      }
      if (isText(body)) {
        return "sends a string as the body, in quotes, but the filter asks for " + leaf.path();
      }
      if (leaf.path().equals("body")) {
        return "sends JSON, but the filter asks for a body that is text";
      }
      return at(keys()).presence() == Truth.NEVER
          ? "never sends " + leaf.path() + ", which the filter asks for"
          : "sends other values at " + leaf.path() + " than those in the filter";
    }

    private String instead() {
      return switch (feed.kind()) {
        case SUBSCRIPTION -> raw();
        case RULE ->
            isText(body) || body instanceof Shape.PlainText
                ? "Let "
                    + feed.sender()
                    + " send an object: leave its input option out, or write a template such as"
                    + " {\"id\": <id>}."
                : "Filter by what is sent"
                    + offer()
                    + ", or change the input of "
                    + feed.sender()
                    + ".";
        case SUBSCRIBER ->
            "Filter by what is sent" + offer() + ", or write Transformer: {Type: RAW}.";
        case BUCKET -> "Filter by what S3 sends, such as body.Records.s3.object.key.";
        case SCHEDULE -> "Filter by what Input of " + feed.sender() + " holds.";
      };
    }

    /** The keys that the bodies have, as the filter would ask for them. */
    private String offer() {
      List<String> keys =
          body.alternatives().stream()
              .flatMap(one ->
                  one instanceof Shape.Fields fields
                      ? fields.members().keySet().stream()
                      : Stream.of())
              .distinct()
              .sorted()
              .limit(9)
              .map(key -> "body." + key)
              .toList();
      return keys.isEmpty() ? "" : ", below " + String.join(", ", keys);
    }
  }
}
