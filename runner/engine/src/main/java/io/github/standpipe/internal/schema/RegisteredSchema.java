package io.github.standpipe.internal.schema;

import io.github.standpipe.json.Fault;
import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A schema that a template puts into a registry.
 *
 * @param name its {@code SchemaName}, else its logical id
 * @param document empty if its content is not known before a deployment
 */
public record RegisteredSchema(
    String name, Declaration resource, Optional<SchemaDocument> document) {
  private static final String TYPE = "AWS::EventSchemas::Schema";

  /**
   * All of a template, also those that a condition leaves out.
   *
   * @throws Fault for a content that is not a schema
   */
  public static List<RegisteredSchema> of(Template template) {
    return Stream.concat(
            template.declarations(TYPE).stream(),
            template.leftOut().stream().filter(resource -> resource.is(TYPE)))
        .map(RegisteredSchema::of)
        .toList();
  }

  private static RegisteredSchema of(Declaration resource) {
    String name = resource.property("SchemaName").text().orElse(resource.logicalId());
    Property content = resource.property("Content");
    Optional<String> type = resource.property("Type").text();
    return new RegisteredSchema(
        name,
        resource,
        content.text().isEmpty() || type.isEmpty()
            ? Optional.empty()
            : Optional.of(
                SchemaDocument.stored(
                    resource.at().where() + ", schema " + name, type.get(), content.text().get())));
  }
}
