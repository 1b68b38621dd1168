package io.github.standpipe.check;

import io.github.standpipe.internal.bus.QueueFeed;
import io.github.standpipe.internal.bus.QueueFeed.FeedKind;
import io.github.standpipe.internal.shape.JsltPaths;
import io.github.standpipe.internal.shape.Reach;
import io.github.standpipe.internal.shape.Shape;
import io.github.standpipe.internal.shape.Truth;
import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.LambdaFunction;
import io.github.standpipe.template.Property;
import java.util.List;
import java.util.Optional;

/** What a transform reads of an event, its look-up keys included, stands in some message. */
final class FeedTransformCheck implements Check {
  private static final Rule NOTHING = Catalogue.rule("feed-transform-path");

  @Override
  public void examine(Subject subject, Findings findings) {
    boolean takesBodies = subject.at("EnrichmentParameters", "InputTemplate").isAbsent();
    if (takesBodies) {
      subject
          .function()
          .ifPresent(function ->
              Upstream.of(subject)
                  .ifPresent(upstream -> examine(function, upstream.feeds(), findings)));
    }
  }

  private static void examine(Declaration declared, List<QueueFeed> feeds, Findings findings) {
    Optional<LambdaFunction> function =
        declared.function().filter(one -> one.transformText().isPresent());
    if (function.isEmpty() || !feeds.stream().allMatch(feed -> isRead(feed, function.get()))) {
      return;
    }
    String name = function.get().environment().getOrDefault("TRANSFORM", "");
    for (String path :
        JsltPaths.in(function.get().transformText().orElse("")).stream().sorted().toList()) {
      if (feeds.stream().allMatch(feed -> isNever(feed, path))) {
        Property at = declared.property("Environment").get("Variables").get("TRANSFORM");
        findings.addEach(
            NOTHING,
            declared.logicalId(),
            at.at(),
            name
                + " of "
                + declared
                + " reads ."
                + path
                + ", which "
                + names(feeds)
                + " never sends.",
            "Read what is sent: standpipe trace shows an event as the enrichment gets it.");
      }
    }
  }

  /** Whether the event is the body: an envelope of SNS is taken off unless that is switched off. */
  private static boolean isRead(QueueFeed feed, LambdaFunction function) {
    String envelope = function.environment().getOrDefault("ENVELOPE", "auto");
    return feed.body().isPresent()
        && (envelope.equals("body")
            || envelope.equals("auto") && feed.kind() != FeedKind.SUBSCRIPTION);
  }

  private static boolean isNever(QueueFeed feed, String path) {
    return Reach.of(feed.body().orElse(Shape.OPEN), List.of(path.split("\\.", -1))).presence()
        == Truth.NEVER;
  }

  private static String names(List<QueueFeed> feeds) {
    return String.join(" or ", feeds.stream().map(QueueFeed::resource).distinct().toList());
  }
}
