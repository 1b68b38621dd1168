package io.github.standpipe.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.bus.QueueFeed;
import io.github.standpipe.internal.bus.QueueFeed.FeedKind;
import io.github.standpipe.internal.shape.BodyFilter;
import io.github.standpipe.internal.shape.BodyFilter.JudgedLeaf;
import io.github.standpipe.internal.shape.Shape;
import io.github.standpipe.internal.shape.Truth;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The filter does with each feeder's messages what it appears to do. */
final class PartlyDeletedFeedCheck implements Check {
  private static final Rule IDLE = Catalogue.rule("feed-absence-always-met");
  private static final Rule OPTIONAL = Catalogue.rule("feed-some-deleted");
  private static final Rule TEST_EVENT = Catalogue.rule("feed-test-event");
  private static final Rule ENCODED = Catalogue.rule("feed-key-encoded");
  private static final String OBJECT_KEY = "body.Records.s3.object.key";
  private static final String S3_TEST_EVENT =
      "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Time\":\"2026-01-01T00:00:00.000Z\","
          + "\"Bucket\":\"example\",\"RequestId\":\"EXAMPLE123456789\",\"HostId\":\"EXAMPLE\"}";

  @Override
  public void examine(Subject subject, Findings findings) {
    Upstream.of(subject)
        .ifPresent(upstream -> {
          for (QueueFeed feed : upstream.feeds()) {
            upstream.bodyFilter().ifPresent(filter -> judge(upstream, feed, filter, findings));
            if (feed.kind() == FeedKind.BUCKET) {
              testEvent(upstream, feed, findings);
            }
          }
        });
  }

  private static void judge(
      Upstream upstream, QueueFeed feed, BodyFilter filter, Findings findings) {
    if (feed.body().isEmpty() || filter.passes(feed.body().get(), true) == Truth.NEVER) {
      return;
    }
    Shape body = feed.body().get();
    for (JudgedLeaf leaf : filter.idle(body)) {
      add(
          IDLE,
          upstream,
          feed,
          " never sends "
              + leaf.path()
              + ", so all of its messages meet the filter's exists: false.",
          "Name a path that its messages may have, or remove the condition.",
          findings);
    }
    partly(upstream, feed, filter.optional(body), findings);
    encoded(upstream, feed, filter, findings);
  }

  /** Reported only with an event as evidence. */
  private static void partly(
      Upstream upstream, QueueFeed feed, List<JudgedLeaf> leaves, Findings findings) {
    if (leaves.isEmpty()) {
      return;
    }
    upstream
        .witness(feed, leaves.stream().map(JudgedLeaf::path).toList())
        .ifPresent(witness ->
            add(
                OPTIONAL,
                upstream,
                feed,
                " sends "
                    + leaves.getFirst().path()
                    + " only in some messages, and "
                    + upstream.subject().name()
                    + " deletes the others, as that of "
                    + witness
                    + ".",
                "Filter by a field that each message has, or add a pattern for messages without"
                    + " this one.",
                findings));
  }

  /** A key in a notification is encoded as in a URL (rule {@code s3-key-encoded}). */
  private static void encoded(
      Upstream upstream, QueueFeed feed, BodyFilter filter, Findings findings) {
    if (feed.kind() != FeedKind.BUCKET) {
      return;
    }
    filter.ways().stream()
        .flatMap(way -> way.entrySet().stream())
        .filter(leaf -> leaf.getKey().equals(OBJECT_KEY))
        .flatMap(leaf -> texts(leaf.getValue()).stream())
        .filter(text -> !encoded(text).equals(text))
        .distinct()
        .forEach(text ->
            add(
                ENCODED,
                upstream,
                feed,
                " sends URL-encoded keys, but the filter asks for '"
                    + text
                    + "', which no such key holds.",
                "Write '" + encoded(text) + "'.",
                findings));
  }

  private static List<String> texts(JsonNode matchers) {
    List<String> texts = new ArrayList<>();
    for (JsonNode one : matchers) {
      JsonNode text = one.has("prefix") ? one.get("prefix") : one.path("suffix");
      if (one.isTextual() || text.isTextual()) {
        texts.add(one.isTextual() ? one.textValue() : text.textValue());
      }
    }
    return texts;
  }

  private static String encoded(String key) {
    return key.contains("%") || key.contains("+")
        ? key // it is already encoded
        : URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
  }

  private static void testEvent(Upstream upstream, QueueFeed feed, Findings findings) {
    if (upstream.filter().filter(filter -> filter.passes(S3_TEST_EVENT)).isPresent()) {
      add(
          TEST_EVENT,
          upstream,
          feed,
          " sends a test event without Records once it is configured, and "
              + upstream.subject().name()
              + " lets it pass.",
          "Filter by {\"body\": {\"Records\": {\"eventSource\": [\"aws:s3\"]}}}.",
          findings);
    }
  }

  private static void add(
      Rule rule,
      Upstream upstream,
      QueueFeed feed,
      String seen,
      String instead,
      Findings findings) {
    upstream
        .declaration(feed)
        .ifPresent(at -> findings.addEach(rule, at.logicalId(), at.at(), at + seen, instead));
  }
}
