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
   * {@return the template that contains it, with the parameter set that switches the pipe on, if
   * there is one}
   */
  public Template template() {
    return subject.template();
  }

  /** {@return the pipe itself, with its logical id, its line and all of its properties} */
  public Declaration declaration() {
    return subject.pipe();
  }

  /**
   * {@return its value under a path; absent or unknown if there is no value, or none that can be
   * resolved}
   *
   * @param path the keys below {@code Properties}, such as {@code "SourceParameters",
   *     "SqsQueueParameters"}
   */
  public Property property(String... path) {
    return subject.at(path);
  }

  /**
   * {@return the resource of the template that a property names; empty if it is outside the
   * template or unknown}
   *
   * @param property {@code Source}, {@code Enrichment} or {@code Target}
   */
  public Optional<Declaration> resource(String property) {
    return subject.declaration(property);
  }

  /**
   * {@return the patterns of its filter as JSON, each with its lines in the template; empty without
   * a filter}
   */
  public List<Property> patterns() {
    return subject.at("SourceParameters", "FilterCriteria", "Filters").items().stream()
        .map(filter -> filter.get("Pattern").parsed())
        .toList();
  }

  /**
   * {@return the definition of the state machine that a property names, also if it is in a separate
   * file; empty if it is missing or unknown}
   *
   * @param property {@code Target} or {@code Enrichment}
   */
  public Optional<Property> definition(String property) {
    return resource(property)
        .filter(Declaration::isStateMachine)
        .flatMap(MachineDefinition::property);
  }

  /** {@return its logical id} */
  @Override
  public String toString() {
    return subject.name();
  }
}
