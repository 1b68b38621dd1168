package io.github.standpipe.check;

import io.github.standpipe.internal.bus.QueueFeed;
import io.github.standpipe.internal.shape.Reach;
import io.github.standpipe.internal.shape.Shape;
import io.github.standpipe.internal.shape.Truth;
import io.github.standpipe.pipe.InputTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an input template takes from the body is in the messages of some feeder. */
final class FeedTemplateCheck implements Check {
  private static final Rule NOTHING = Catalogue.rule("feed-template-path");
  private static final Pattern STEP = Pattern.compile("\\.?([^.\\[\\]]+)|(\\[\\d+\\])");

  @Override
  public void examine(Subject subject, Findings findings) {
    for (StageTemplate template : StageTemplate.of(subject)) {
      if (template.takesRecords() && template.at().text().isPresent()) {
        Upstream.of(subject)
            .ifPresent(upstream ->
                examine(template.at().text().get(), template, upstream.feeds(), findings));
      }
    }
  }

  private static void examine(
      String text, StageTemplate at, List<QueueFeed> feeds, Findings findings) {
    boolean isKnown = feeds.stream().allMatch(feed -> feed.body().isPresent());
    if (text.isEmpty() || !isKnown) {
      return;
    }
    for (InputTemplate.Insertion one : InputTemplate.review(text, "").template().insertions()) {
      String name = one.name();
      boolean isBelow = name.startsWith("$.body.") || name.startsWith("$.body[");
      if (isBelow && feeds.stream().allMatch(feed -> isNever(feed, name))) {
        at.addEach(
            NOTHING,
            TextPlaces.of(at.at(), text, one.offset()),
            " reads <"
                + name
                + ">, which "
                + names(feeds)
                + " never send"
                + (feeds.size() == 1 ? "s" : "")
                + ".",
            "Name what is sent" + offer(feeds.getFirst().body().orElse(Shape.OPEN)) + ".",
            findings);
      }
    }
  }

  private static boolean isNever(QueueFeed feed, String path) {
    List<String> steps = new ArrayList<>();
    Matcher step = STEP.matcher(path.substring("$.body".length()));
    while (step.find()) {
      steps.add(step.group(1) == null ? step.group(2) : step.group(1));
    }
    return !path.contains("*")
        && Reach.of(feed.body().orElse(Shape.OPEN), steps).presence() == Truth.NEVER;
  }

  private static String names(List<QueueFeed> feeds) {
    return String.join(" and ", feeds.stream().map(QueueFeed::resource).distinct().toList());
  }

  private static String offer(Shape body) {
    return body instanceof Shape.Fields fields && !fields.members().isEmpty()
        ? ", such as <$.body." + fields.members().keySet().stream().sorted().findFirst().get() + ">"
        : ", such as <$.body>";
  }
}
