package io.github.standpipe.template;

import io.github.standpipe.json.Fault;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Finds the end of a template's resources, and inserts others there in the template's layout. */
final class Insertion {
  private static final int STEP = 2;

  private final Path file;
  private final String text;
  private final int mark;
  private final String lineEnd;

  Insertion(Path file, String text) {
    this.file = file;
    this.text = text;
    this.mark = text.length() - TemplateEdit.withoutMark(text).length();
    this.lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
  }

  /** The text with resources, which are indented by two spaces. */
  String of(String resources) {
    if (!(compose() instanceof MappingNode root) || isFlow(root)) {
      throw new Fault(file.toString(), "is written in braces; write it as block-style YAML");
    }
    Optional<NodeTuple> found =
        root.getValue().stream()
            .filter(t -> t.getKeyNode() instanceof ScalarNode k && k.getValue().equals("Resources"))
            .findFirst();
    if (found.isEmpty()) {
      return under("Resources:" + lineEnd, end(root.getEndMark(), 0), step(root), resources);
    }
    return switch (found.get().getValueNode()) {
      case MappingNode mapping when !isFlow(mapping) -> behind(mapping, resources);
      case ScalarNode empty when empty.getTag().equals(Tag.NULL) ->
          under("", lineAfter(offset(empty.getStartMark())), step(root), resources);
      default ->
          throw new Fault(
              file + ":" + (found.get().getValueNode().getStartMark().getLine() + 1),
              "Resources is not a block mapping; write each resource on separate lines");
    };
  }

  private Node compose() {
    return new Yaml(YamlValues.options()).compose(new StringReader(TemplateEdit.withoutMark(text)));
  }

  private static boolean isFlow(MappingNode node) {
    return node.getFlowStyle() == FlowStyle.FLOW;
  }

  /** After the last resource and everything that belongs to it. */
  private String behind(MappingNode mapping, String resources) {
    int indent = mapping.getValue().getFirst().getKeyNode().getStartMark().getColumn();
    String block = new YamlLayout(indent, step(mapping), lineEnd).of(resources);
    int near = end(mapping.getEndMark(), indent);
    String nearest = at(near, lineEnd + block);
    // a text may end with blank lines of its own; then insert directly after them
    return YamlEvents.of(text).stayIn(nearest, 0)
        ? nearest
        : checked(at(lineStart(offset(mapping.getEndMark())), block), 0);
  }

  private String under(String key, int place, int step, String resources) {
    String block = new YamlLayout(step, step, lineEnd).of(resources);
    // the empty value that stood for no resources is removed
    return checked(at(place, (key.isEmpty() ? "" : lineEnd) + key + block), key.isEmpty() ? 1 : 0);
  }

  private String checked(String changed, int gone) {
    if (!YamlEvents.of(text).stayIn(changed, gone)) {
      throw new Fault(
          file.toString(), "has a layout in which nothing can be added to its Resources");
    }
    return changed;
  }

  private String at(int place, String inserted) {
    boolean open = place > mark && text.charAt(place - 1) != '\n';
    return text.substring(0, place) + (open ? lineEnd : "") + inserted + text.substring(place);
  }

  /** The indentation of the first key in a mapping's first block mapping. */
  private static int step(MappingNode mapping) {
    for (NodeTuple tuple : mapping.getValue()) {
      if (tuple.getValueNode() instanceof MappingNode inner && !isFlow(inner)) {
        Mark key = tuple.getKeyNode().getStartMark();
        Mark child = inner.getValue().getFirst().getKeyNode().getStartMark();
        return child.getLine() > key.getLine() && child.getColumn() > key.getColumn()
            ? child.getColumn() - key.getColumn()
            : STEP;
      }
    }
    return STEP;
  }

  /** The end of the lines before a place, without blank lines and outer comments. */
  private int end(Mark mark, int indent) {
    int end = offset(mark);
    int start = lineStart(end);
    int place = isOutside(text.substring(start, end), indent) ? start : end;
    while (place > this.mark && isOutside(text.substring(lineStart(place - 1), place), indent)) {
      place = lineStart(place - 1);
    }
    return place;
  }

  private static boolean isOutside(String line, int indent) {
    String content = line.strip();
    return content.isEmpty() || (content.startsWith("#") && line.indexOf('#') < indent);
  }

  private int lineStart(int place) {
    return Math.max(mark, text.lastIndexOf('\n', place - 1) + 1);
  }

  private int lineAfter(int place) {
    int end = text.indexOf('\n', place);
    return end < 0 ? text.length() : end + 1;
  }

  private int offset(Mark at) {
    return text.offsetByCodePoints(mark, at.getIndex());
  }
}
