package io.github.standpipe.check;

import io.github.standpipe.pipe.InputTemplate;
import io.github.standpipe.pipe.InputTemplate.Insertion;
import io.github.standpipe.pipe.Refusal;
import io.github.standpipe.template.Place;
import io.github.standpipe.template.Property;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Each input template renders JSON where JSON is needed, and names fields that exist. */
final class TemplateCheck implements Check {
  private static final Rule TOO_LONG = Catalogue.rule("template-too-long");
  private static final Rule UNCLOSED = Catalogue.rule("template-unclosed");
  private static final Rule VARIABLE = Catalogue.rule("template-variable");
  private static final Rule PATH = Catalogue.rule("template-path");
  private static final Rule PLACEMENT = Catalogue.rule("template-placement");
  private static final Rule NOT_JSON = Catalogue.rule("template-not-json");
  private static final Rule NO_PLACEHOLDER = Catalogue.rule("template-path-without-brackets");
  private static final Rule BARE = Catalogue.rule("template-bare-path");
  private static final Rule UNESCAPED = Catalogue.rule("template-unescaped");
  private static final Rule NO_SUCH_FIELD = Catalogue.rule("template-no-such-field");
  private static final Rule NO_ENRICHMENT = Catalogue.rule("template-no-enrichment");
  private static final Rule LESS_THAN = Catalogue.rule("template-less-than");

  private static final Pattern BARE_PATH =
      Pattern.compile("(?<=\")(?:\\$\\.[A-Za-z_][^\"<>\\s]*|aws\\.pipes\\.[a-z.-]+)(?=\")");
  private static final Pattern OPEN_PATH =
      Pattern.compile("(?<=[:\\[,]\\s{0,9})(?:\\$\\.[A-Za-z_]|aws\\.pipes\\.)[^\"<>\\s,}\\]]*");

  @Override
  public void examine(Subject subject, Findings findings) {
    for (StageTemplate template : StageTemplate.of(subject)) {
      template.at().text().ifPresent(text -> examine(text, template, findings));
    }
  }

  private static void examine(String text, StageTemplate at, Findings findings) {
    if (text.isEmpty()) {
      return;
    }
    if (at.isOrphan()) {
      String fix = "Write it as TargetParameters.InputTemplate, or add the Enrichment.";
      at.add(
          NO_ENRICHMENT, at.at().at(), " is set, but the pipe has no Enrichment.", fix, findings);
      return;
    }
    InputTemplate.Review review = InputTemplate.review(text, at.subject().name());
    InputTemplate template = review.template();
    review.faults().forEach(fault -> report(fault, text, at, findings));
    barePaths(BARE_PATH, text, at, findings);
    template.insertions().forEach(one -> new Placed(one, text, at).examine(findings));
    template.warnings().stream().limit(1).forEach(warning -> lessThan(at, findings));
  }

  private static void lessThan(StageTemplate at, Findings findings) {
    String seen = " contains a < that does not begin a placeholder.";
    at.add(LESS_THAN, at.at().at(), seen, "Write \\u003c inside a JSON text.", findings);
  }

  private static boolean barePaths(Pattern sort, String text, StageTemplate at, Findings findings) {
    Matcher bare = sort.matcher(text);
    boolean found = false;
    while (bare.find()) {
      found = true;
      Place place = TextPlaces.of(at.at(), text, bare.start());
      String seen = " contains " + bare.group() + " without < and >.";
      at.add(
          NO_PLACEHOLDER, place, seen, "Write <" + bare.group() + ">, without quotes.", findings);
    }
    return found;
  }

  private static void report(Refusal refusal, String text, StageTemplate at, Findings findings) {
    boolean json = refusal.kind() == Refusal.Kind.NOT_JSON;
    if (json && (!at.needsJson() || bare(text, at, findings))) {
      return;
    }
    Property property = at.at();
    String fault = refusal.getMessage().substring(refusal.getMessage().indexOf(": ") + 2);
    String message = fault.startsWith("(line") ? fault.replaceFirst("^\\([^)]*\\)\\s*", "") : fault;
    Place place = TextPlaces.of(property, refusal.line(), refusal.column());
    at.addEach(rule(refusal.kind()), place, " " + message + ".", instead(refusal.kind()), findings);
  }

  /** Whether a path without brackets is the reason why it is not JSON. */
  private static boolean bare(String text, StageTemplate at, Findings findings) {
    return barePaths(OPEN_PATH, text, at, findings) | barePaths(BARE_PATH, text, at, findings);
  }

  private static Rule rule(Refusal.Kind kind) {
    return switch (kind) {
      case TOO_LONG -> TOO_LONG;
      case UNCLOSED -> UNCLOSED;
      case VARIABLE -> VARIABLE;
      case PATH -> PATH;
      case PLACEMENT -> PLACEMENT;
      default -> NOT_JSON;
    };
  }

  private static String instead(Refusal.Kind kind) {
    return switch (kind) {
      case TOO_LONG -> "Transform the event in the enrichment, or send less of it.";
      case UNCLOSED -> "Close the placeholder: <$.body.id>.";
      case VARIABLE -> "Write one of the variables, such as <aws.pipes.pipe-name>.";
      case PATH -> "Write <$.key.key[0]>, and do anything else in the enrichment.";
      case PLACEMENT -> "Write {\"event\": <aws.pipes.event.json>}, with a literal key.";
      default -> "Write a JSON object, such as {\"id\": <$.messageId>}.";
    };
  }

  /** A placeholder at its place. */
  private record Placed(Insertion placeholder, String text, StageTemplate at) {

    void examine(Findings findings) {
      String name = "<" + placeholder.name() + ">";
      if (placeholder.whole()) {
        if (at.needsJson()) {
          String fix = "Wrap it: {\"data\": " + name + "}.";
          add(BARE, " is only " + name + ".", fix, findings);
        }
      } else if (placeholder.quoted() && RecordPath.mayNeedEscapes(placeholder.name())) {
        add(
            UNESCAPED,
            " contains " + name + " inside quotes.",
            "Write it as a separate value," + " without quotes: " + name + ".",
            findings);
      }
      if (at.takesRecords() && !RecordPath.isThere(placeholder.name())) {
        String fix = "Write " + name.replaceFirst("\\$\\.", "\\$.body.") + ".";
        add(NO_SUCH_FIELD, " names " + name + ", which no SQS record has.", fix, findings);
      }
      if (placeholder.name().equals("aws.pipes.enrichment-arn") && !at.subject().hasEnrichment()) {
        add(NO_ENRICHMENT, " names " + name + " without an Enrichment.", "Leave it out.", findings);
      }
    }

    private void add(Rule rule, String seen, String instead, Findings findings) {
      at.add(rule, TextPlaces.of(at.at(), text, placeholder.offset()), seen, instead, findings);
    }
  }
}
