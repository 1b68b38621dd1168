package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.MachineDefinition;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.List;
import java.util.Optional;

/** A pipe of a template, and what it leads to, as far as is known. */
public final class PipeOfTemplate {
  private final Subject subject;

  PipeOfTemplate(Subject subject) {
    this.subject = subject;
  }

  /**
   * The template that contains it, with the parameter set that switches the pipe on, if there is
   * one.
   */
  public Template template() {
    return subject.template();
  }

  /** The pipe itself, with its logical id, its line and all of its properties. */
  public Declaration declaration() {
    return subject.pipe();
  }

  /**
   * Its value under a path, such as {@code "SourceParameters", "SqsQueueParameters"}; absent or
   * unknown if there is no value, or none that can be resolved.
   */
  public Property property(String... path) {
    return subject.at(path);
  }

  /**
   * The resource of the template that {@code Source}, {@code Enrichment} or {@code Target} names;
   * empty if it is outside the template or unknown.
   */
  public Optional<Declaration> resource(String property) {
    return subject.declaration(property);
  }

  /** The patterns of its filter as JSON, each with its lines in the template. */
  public List<Property> patterns() {
    return subject.at("SourceParameters", "FilterCriteria", "Filters").items().stream()
        .map(filter -> filter.get("Pattern").parsed())
        .toList();
  }

  /**
   * The definition of the state machine that {@code Target} or {@code Enrichment} names, also if it
   * is in a separate file; empty if it is missing or unknown.
   */
  public Optional<Property> definition(String property) {
    return resource(property)
        .filter(Declaration::isStateMachine)
        .flatMap(MachineDefinition::property);
  }

  /** Its logical id. */
  @Override
  public String toString() {
    return subject.name();
  }
}
