package io.github.standpipe.template;

import io.github.standpipe.enrich.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Adds resources to a template in YAML, whose every other byte stays as it is: comments, layout,
 * quotes, the ends of lines.
 */
public final class TemplateEdit {
  private static final String SAM = "AWS::Serverless-2016-10-31";

  private final Path file;
  private final String text;
  private final Value.Mapping root;

  private TemplateEdit(Path file, String text, Value.Mapping root) {
    this.file = file;
    this.text = text;
    this.root = root;
  }

  /**
   * Reads a template to add to.
   *
   * @throws Fault for a file that is no template, that is JSON, or in which SAM's resources do not
   *     count
   */
  public static TemplateEdit of(Path file) {
    TemplateText.Raw raw = TemplateText.raw(file);
    if (raw.isJson()) {
      throw new Fault(file.toString(), "is JSON; resources are added to a template in YAML only");
    }
    return of(file, raw.text());
  }

  /** A template that is not written yet. */
  public static TemplateEdit of(Path file, String text) {
    Value root = YamlValues.read(withoutMark(text), file.toString());
    return switch (root) {
      case Value.Mapping mapping -> new TemplateEdit(file, text, mapping).checked();
      case Value.Nothing nothing ->
          throw new Fault(file.toString(), "is empty; write Transform: " + SAM + " into it");
      case Value other -> throw new Fault(file.toString(), "is no template but " + other.kind());
    };
  }

  private TemplateEdit checked() {
    boolean sam =
        root.get("Transform").stream()
            .flatMap(transform -> transform.all().stream())
            .anyMatch(value ->
                value instanceof Value.Scalar(String name, boolean l, Place at)
                    && name.equals(SAM));
    if (!sam) {
      throw new Fault(
          file.toString(), "has no Transform: " + SAM + "; what is added needs SAM, so write it");
    }
    return this;
  }

  static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /** The template as it was read. */
  public String text() {
    return text;
  }

  /**
   * The texts that resources of a type have as a property, by logical id.
   *
   * @param type such as {@code AWS::Serverless::Function}
   */
  public Stream<Map.Entry<String, String>> texts(String type, String property) {
    return resources().entrySet().stream()
        .filter(resource -> scalar(resource.getValue().value(), "Type").equals(Optional.of(type)))
        .flatMap(resource ->
            member(resource.getValue().value(), "Properties")
                .flatMap(properties -> scalar(properties, property))
                .map(value -> Map.entry(resource.getKey(), value))
                .stream());
  }

  /** Whether there is a resource of a logical id. */
  public boolean has(String logicalId) {
    return resources().containsKey(logicalId);
  }

  private Map<String, Value.Entry> resources() {
    return entries("Resources");
  }

  private Map<String, Value.Entry> entries(String section) {
    return root.get(section).orElse(root) instanceof Value.Mapping mapping && mapping != root
        ? mapping.entries()
        : Map.of();
  }

  private static Optional<Value> member(Value value, String key) {
    return value instanceof Value.Mapping mapping ? mapping.get(key) : Optional.empty();
  }

  private static Optional<String> scalar(Value value, String key) {
    return member(value, key)
        .flatMap(found ->
            found instanceof Value.Scalar scalar ? Optional.of(scalar.text()) : Optional.empty());
  }

  /**
   * The template with more resources at the end of its own.
   *
   * @param resources YAML, a mapping by logical id, in steps of two blanks
   * @throws Fault for a logical id that the template has, and where nothing can be added
   */
  public String with(String resources) {
    if (YamlValues.read(resources, file.toString()) instanceof Value.Mapping added) {
      added.entries().keySet().forEach(this::refuse);
    }
    return new Insertion(file, text).of(resources);
  }

  private void refuse(String logicalId) {
    for (String section : List.of("Resources", "Parameters")) {
      Value.Entry there = entries(section).get(logicalId);
      if (there != null) {
        throw there.at().fault("has " + logicalId + " already; choose another name");
      }
    }
  }
}
