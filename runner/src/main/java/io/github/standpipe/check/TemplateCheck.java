package io.github.standpipe.check;

import io.github.standpipe.pipe.InputTemplate;
import io.github.standpipe.pipe.InputTemplate.Insertion;
import io.github.standpipe.pipe.Refusal;
import io.github.standpipe.template.Place;
import io.github.standpipe.template.Property;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Each input template makes JSON where JSON is needed, and names what there is. */
final class TemplateCheck implements Check {
  private static final Rule TOO_LONG =
      Rule.error(
          "template-too-long",
          "an input template has more than 8192 characters",
          "The API takes at most 8192 characters in one input template.");
  private static final Rule UNCLOSED =
      Rule.error(
          "template-unclosed",
          "a placeholder has no closing >",
          "What begins a placeholder and does not end one is not replaced.");
  private static final Rule VARIABLE =
      Rule.error(
          "template-variable",
          "a reserved variable does not exist",
          "Pipes checks no variable when the pipe is created, so it fails with the first message.");
  private static final Rule PATH =
      Rule.error(
          "template-path",
          "a path is outside the grammar of Pipes",
          "A path of Pipes is not all of JSONPath: keys, indexes and [*] are all there is.");
  private static final Rule PLACEMENT =
      Rule.error(
          "template-placement",
          "a placeholder stands where it means nothing",
          "AWS defines no placeholder in a key or with blanks inside, and <aws.pipes.event> as a"
              + " value of its own alone.");
  private static final Rule NOT_JSON =
      Rule.error(
          "template-not-json",
          "an input template makes no JSON",
          "Functions and state machines take JSON only, so every call fails and every message"
              + " becomes a dead letter.");
  private static final Rule NO_PLACEHOLDER =
      Rule.error(
          "template-path-without-brackets",
          "a path stands without < and >",
          "Only what stands between < and > is replaced; a bare path is delivered as it is"
              + " written.");
  private static final Rule BARE =
      Rule.error(
          "template-bare-path",
          "a bare path is the whole template",
          "An object that is the whole result loses its quotes and so is no JSON, though the"
              + " console's tester shows it well.");
  private static final Rule UNESCAPED =
      Rule.warning(
          "template-unescaped",
          "a value of the message stands inside a JSON text",
          "Pipes does not escape what it inserts: a quote, a backslash or a line break in the value"
              + " breaks the JSON, and the batch with it.");
  private static final Rule NO_SUCH_FIELD =
      Rule.error(
          "template-no-such-field",
          "a path names a field that no SQS record has",
          "A path that leads nowhere is left out or breaks the JSON; what the message says stands"
              + " below body.");
  private static final Rule NO_ENRICHMENT =
      Rule.error(
          "template-no-enrichment",
          "a template speaks of an enrichment that is not there",
          "Without an enrichment there is no call to shape and no ARN to insert.");
  private static final Rule LESS_THAN =
      Rule.info(
          "template-less-than",
          "a < begins no placeholder",
          "AWS defines no escape for <, and what it makes of such a one is not documented.");

  private static final Pattern BARE_PATH =
      Pattern.compile("(?<=\")(?:\\$\\.[A-Za-z_][^\"<>\\s]*|aws\\.pipes\\.[a-z.-]+)(?=\")");
  private static final Pattern OPEN_PATH =
      Pattern.compile("(?<=[:\\[,]\\s{0,9})(?:\\$\\.[A-Za-z_]|aws\\.pipes\\.)[^\"<>\\s,}\\]]*");

  @Override
  public List<Rule> rules() {
    return List.of(
        TOO_LONG,
        UNCLOSED,
        VARIABLE,
        PATH,
        PLACEMENT,
        NOT_JSON,
        NO_PLACEHOLDER,
        BARE,
        UNESCAPED,
        NO_SUCH_FIELD,
        NO_ENRICHMENT,
        LESS_THAN);
  }

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
      at.add(NO_ENRICHMENT, at.at().at(), " is there, and no Enrichment to call.", fix, findings);
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
    String seen = " holds a < that begins no placeholder.";
    at.add(LESS_THAN, at.at().at(), seen, "Write \\u003c inside a JSON text.", findings);
  }

  private static boolean barePaths(Pattern sort, String text, StageTemplate at, Findings findings) {
    Matcher bare = sort.matcher(text);
    boolean found = false;
    while (bare.find()) {
      found = true;
      Place place = TextPlaces.of(at.at(), text, bare.start());
      String seen = " holds " + bare.group() + " without < and >.";
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
    String told = fault.startsWith("(line") ? fault.replaceFirst("^\\([^)]*\\)\\s*", "") : fault;
    Place place = TextPlaces.of(property, refusal.line(), refusal.column());
    at.addEach(rule(refusal.kind()), place, " " + told + ".", instead(refusal.kind()), findings);
  }

  /** Whether a path without brackets is what makes it no JSON. */
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
      case TOO_LONG -> "Shape the event in the enrichment, or send less of it.";
      case UNCLOSED -> "Close the placeholder: <$.body.id>.";
      case VARIABLE -> "Write one of the variables, such as <aws.pipes.pipe-name>.";
      case PATH -> "Write <$.key.key[0]>, and shape anything else in the enrichment.";
      case PLACEMENT -> "Write {\"event\": <aws.pipes.event.json>}, with the key written out.";
      default -> "Write a JSON object, such as {\"id\": <$.messageId>}.";
    };
  }

  /** A placeholder where it stands. */
  private record Placed(Insertion placeholder, String text, StageTemplate at) {

    void examine(Findings findings) {
      String name = "<" + placeholder.name() + ">";
      if (placeholder.whole()) {
        if (at.needsJson()) {
          String fix = "Wrap it: {\"data\": " + name + "}.";
          add(BARE, " is " + name + " and nothing else.", fix, findings);
        }
      } else if (placeholder.quoted() && RecordPath.mayNeedEscapes(placeholder.name())) {
        add(
            UNESCAPED,
            " holds " + name + " inside quotes.",
            "Write it as a value of its own," + " without quotes: " + name + ".",
            findings);
      }
      if (at.takesRecords() && !RecordPath.isThere(placeholder.name())) {
        String fix = "Write " + name.replaceFirst("\\$\\.", "\\$.body.") + ".";
        add(NO_SUCH_FIELD, " names " + name + ", and no SQS record has that.", fix, findings);
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
