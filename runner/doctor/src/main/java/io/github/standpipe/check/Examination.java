package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Place;
import io.github.standpipe.template.Template;
import java.util.List;

/** A template as a rule sees it, and the way to report what is wrong with it. */
public final class Examination {
  private final Template template;
  private final List<PipeOfTemplate> pipes;
  private final Rule rule;
  private final Findings findings;

  Examination(Template template, List<PipeOfTemplate> pipes, Rule rule, Findings findings) {
    this.template = template;
    this.pipes = pipes;
    this.rule = rule;
    this.findings = findings;
  }

  /** {@return all of the template; {@link Template#declarations()} are its resources} */
  public Template template() {
    return template;
  }

  /**
   * {@return the pipes, including those that a parameter would switch on, in the order of the file}
   */
  public List<PipeOfTemplate> pipes() {
    return pipes;
  }

  /**
   * Adds a finding; duplicates count once.
   *
   * @param resource whose {@code Metadata} may suppress it
   * @param at the line to show, such as {@link io.github.standpipe.template.Property#at()}
   * @param observed what was seen: one sentence
   * @param instead what to write instead: one sentence
   */
  public void report(Declaration resource, Place at, String observed, String instead) {
    findings.addEach(rule, resource.logicalId(), at, observed, instead);
  }
}
