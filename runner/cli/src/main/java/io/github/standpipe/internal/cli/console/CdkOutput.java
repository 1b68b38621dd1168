package io.github.standpipe.internal.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The folder that {@code cdk synth} writes, with a template for each stack. */
public final class CdkOutput {
  private static final String MANIFEST = "manifest.json";

  private CdkOutput() {}

  /**
   * {@return the templates of all stacks, also of those in stages, if a path is the folder or its
   * manifest; any other path as it is}
   *
   * @param argument the path of a template or of the folder
   * @throws Fault for a folder that lists no stack
   */
  public static Stream<Path> templates(Path argument) {
    boolean folder = Files.isRegularFile(argument.resolve(MANIFEST));
    boolean manifest = argument.endsWith(MANIFEST) && Files.isRegularFile(argument);
    if (!folder && !manifest) {
      return Stream.of(argument);
    }
    List<Path> found = new ArrayList<>();
    add(folder ? argument.resolve(MANIFEST) : argument, found);
    if (found.isEmpty()) {
      throw new Fault(argument.toString(), "lists no stack of the CDK; name a template");
    }
    return found.stream();
  }

  private static void add(Path manifest, List<Path> found) {
    for (JsonNode artifact : Json.read(manifest).path("artifacts")) {
      JsonNode properties = artifact.path("properties");
      switch (artifact.path("type").asText()) {
        case "aws:cloudformation:stack" ->
            found.add(manifest.resolveSibling(properties.path("templateFile").asText()));
        case "cdk:cloud-assembly" -> {
          Path below =
              manifest.resolveSibling(properties.path("directoryName").asText()).resolve(MANIFEST);
          if (Files.isRegularFile(below) && !below.equals(manifest)) {
            add(below, found);
          }
        }
        default -> {}
      }
    }
  }

  /**
   * {@return the only template of the folder, or any other path as it is}
   *
   * @param argument the path of a template or of the folder
   * @throws Fault for a folder with several stacks; it lists their templates
   */
  static Path template(Path argument) {
    List<Path> all = templates(argument).toList();
    if (all.size() > 1) {
      throw new Fault(
          argument.toString(),
          "has "
              + all.size()
              + " stacks; name one of "
              + String.join(", ", all.stream().map(Path::toString).toList()));
    }
    return all.getFirst();
  }
}
