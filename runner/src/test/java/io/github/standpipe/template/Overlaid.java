package io.github.standpipe.template;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A template with resources of another text laid over its own, each at its own place. */
public final class Overlaid {
  private Overlaid() {}

  /**
   * Lays the resources of a text over those of a template; one with a Type replaces.
   *
   * @param line of the file in which the text begins, from 1
   */
  public static Template template(Path base, String resources, Path file, int line) {
    Value.Mapping root = TemplateText.read(base);
    Value over = YamlValues.read("\n".repeat(line - 1) + resources, file.toString());
    Map<String, Value.Entry> sections = new LinkedHashMap<>(root.entries());
    sections.merge("Resources", new Value.Entry(over.at(), over), Overlaid::merged);
    return Template.of(new Value.Mapping(sections, root.at()), base, Map.of());
  }

  private static Value.Entry merged(Value.Entry under, Value.Entry over) {
    boolean mappings =
        under.value() instanceof Value.Mapping && over.value() instanceof Value.Mapping;
    return mappings
        ? new Value.Entry(
            over.at(), merged((Value.Mapping) under.value(), (Value.Mapping) over.value()))
        : over;
  }

  private static Value merged(Value.Mapping under, Value.Mapping over) {
    if (over.get("Type").filter(type -> type.kind().startsWith("'AWS::")).isPresent()) {
      return over;
    }
    Map<String, Value.Entry> both = new LinkedHashMap<>(under.entries());
    over.entries().forEach((key, entry) -> both.merge(key, entry, Overlaid::merged));
    return new Value.Mapping(both, over.at());
  }
}
