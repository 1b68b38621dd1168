package io.github.standpipe.template;

import io.github.standpipe.internal.terraform.TerraformTemplate;
import io.github.standpipe.json.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Adds resources to a template in YAML and keeps every other byte: comments, layout, quotes, line
 * endings.
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
   * @param file a template in YAML
   * @return the template, with its text as it is in the file
   * @throws Fault for a file that is not a template, that is JSON, or that does not support SAM
   *     resources
   */
  public static TemplateEdit of(Path file) {
    TemplateText.Raw raw = TemplateText.raw(file);
    if (raw.isJson()) {
      throw new Fault(file.toString(), "is JSON; resources can be added only to a YAML template");
    }
    return of(file, raw.text());
  }

  /**
   * Reads a template that is not in a file yet.
   *
   * @param file the path to name in messages
   * @param text the template in YAML
   * @return the template, ready to add to
   * @throws Fault for a text that is not a template, or that does not support SAM resources
   */
  public static TemplateEdit of(Path file, String text) {
    if (TerraformTemplate.read(withoutMark(text), file).isPresent()) {
      throw new Fault(
          file.toString(), "is Terraform; only a template of CloudFormation can be added to");
    }
    Value root = YamlValues.read(withoutMark(text), file.toString());
    return switch (root) {
      case Value.Mapping mapping -> new TemplateEdit(file, text, mapping).checked();
      case Value.Nothing nothing ->
          throw new Fault(file.toString(), "is empty; write Transform: " + SAM + " into it");
      case Value other -> throw new Fault(file.toString(), "is not a template but " + other.kind());
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
          file.toString(),
          "has no Transform: " + SAM + "; add it, because the new resources need SAM");
    }
    return this;
  }

  static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /** {@return the common settings of its resources} */
  public Common common() {
    return new Common(root);
  }

  private Map<String, Value.Entry> entries(String section) {
    return root.get(section).orElse(root) instanceof Value.Mapping mapping && mapping != root
        ? mapping.entries()
        : Map.of();
  }

  /**
   * {@return the text of the template with more resources at the end of its own}
   *
   * @param resources YAML, a mapping by logical id, indented by two spaces
   * @throws Fault for a logical id that the template has, or if nothing can be added
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
