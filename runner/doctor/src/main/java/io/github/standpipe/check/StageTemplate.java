package io.github.standpipe.check;

import io.github.standpipe.template.Place;
import io.github.standpipe.template.Property;
import java.util.List;

/**
 * An input template of a pipe.
 *
 * @param at the property that holds it
 * @param of {@code Enrichment} or {@code Target}
 */
record StageTemplate(Subject subject, Property at, String of) {

  static List<StageTemplate> of(Subject subject) {
    return List.of(
        new StageTemplate(
            subject, subject.at("EnrichmentParameters", "InputTemplate"), "Enrichment"),
        new StageTemplate(subject, subject.at("TargetParameters", "InputTemplate"), "Target"));
  }

  /** Whether it is the input of a call that is never made. */
  boolean isOrphan() {
    return of.equals("Enrichment") && !subject.hasEnrichment();
  }

  /** Whether the callee accepts only JSON. */
  boolean needsJson() {
    return subject.service(of).filter(s -> s.equals("lambda") || s.equals("states")).isPresent();
  }

  /** Whether its input is SQS records rather than the answer of an enrichment. */
  boolean takesRecords() {
    return subject.readsQueue() && (of.equals("Enrichment") || !subject.hasEnrichment());
  }

  void add(Rule rule, Place place, String seen, String instead, Findings findings) {
    findings.add(rule, subject.pipe(), place, sentence(seen), instead);
  }

  /** Adds one of several findings that may be at one place. */
  void addEach(Rule rule, Place place, String seen, String instead, Findings findings) {
    findings.addEach(rule, subject.name(), place, sentence(seen), instead);
  }

  private String sentence(String seen) {
    String what = of.equals("Enrichment") ? "The enrichment's" : "The target's";
    return what + " input template of " + subject.name() + seen;
  }
}
