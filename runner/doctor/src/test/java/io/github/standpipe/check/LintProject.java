package io.github.standpipe.check;

import io.github.standpipe.template.Overlaid;
import io.github.standpipe.template.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder with the healthy pipe, whose function evaluates a transform. Its look-up {@code
 * customers} is a file; fixtures and schemas are added as an example needs them.
 */
final class LintProject {
  private static final Path HEALTHY = Path.of("runner/doctor/src/test/check/healthy.yaml");
  private static final String LAYER =
      """
      Transforms:
        Type: AWS::Serverless::LayerVersion
        Properties:
          ContentUri: transforms
      """;
  private static final String FUNCTION =
      """
      OrderEnricher:
        Properties:
          Layers: [!Ref Transforms]
          Environment:
            Variables:
              TRANSFORM: example.jslt
              LOOKUP_CUSTOMERS: file:customers.json
      """;

  private final Path folder;
  private String laid = "";

  LintProject(Path folder) {
    this.folder = folder;
    write("healthy.yaml", read(HEALTHY));
    write("transforms/customers.json", "{}");
  }

  LintProject transform(String text) {
    return write("transforms/example.jslt", text);
  }

  LintProject write(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds a fixture whose record has a body. */
  LintProject event(String json) {
    return write("fixtures/OrderPipe/case-" + json.hashCode() + "/1-source.json", json);
  }

  /** Adds the schema of the events, {@code light}, or of the results, {@code rich}. */
  LintProject schema(String side, String json) {
    laid +=
        """
        Schema%1$s:
          Type: AWS::EventSchemas::Schema
          Properties:
            RegistryName: orders
            Type: JSONSchemaDraft4
            SchemaName: OrderPipe.%1$s
            Content: '%2$s'
        """
            .formatted(side, json.replace("\n", " ").replace("'", "''"));
    return this;
  }

  /** Adds resources; they replace the layer and the function if they have those. */
  LintProject lay(String resources) {
    laid += resources + "\n";
    return this;
  }

  Template template() {
    Path file = folder.resolve("healthy.yaml");
    String layer = laid.contains("Transforms:\n") ? "" : LAYER;
    String function = laid.contains("OrderEnricher:\n") ? "" : FUNCTION;
    return Overlaid.template(file, laid + layer + function, file, 1);
  }

  List<Finding> findings() {
    return Doctor.examine(template()).open();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
