package io.github.standpipe.internal.mutation;

import io.github.standpipe.internal.mutation.SourceNode.Kind;
import io.github.standpipe.internal.mutation.SourceNode.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads a YAML text with the place of each value, to the character. */
final class YamlScan {
  private static final int MOST_CHARACTERS = 64 * 1024 * 1024;

  private final String text;
  private final boolean plain;

  private YamlScan(String text) {
    this.text = text;
    this.plain = text.codePointCount(0, text.length()) == text.length();
  }

  /**
   * Empty for a text that is not YAML, and for one with aliases, which stand for several places.
   */
  static Optional<SourceNode> of(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MOST_CHARACTERS);
    options.setMaxAliasesForCollections(0);
    try {
      ParserImpl parser = new ParserImpl(new StreamReader(text), options);
      Node root = new Composer(parser, new Resolver(), options).getSingleNode();
      return Optional.ofNullable(root).map(new YamlScan(text)::node);
    } catch (YAMLException e) {
      return Optional.empty();
    }
  }

  private SourceNode node(Node node) {
    int from = offset(node.getStartMark());
    int to = offset(node.getEndMark());
    String tag = node.getTag().getValue();
    boolean isOther = tag.startsWith("!") && !(tag.equals("!Sub") && node instanceof ScalarNode);
    if (isOther) {
      return SourceNode.scalar(Kind.OTHER, from, to, "");
    }
    return switch (node) {
      case MappingNode mapping ->
          new SourceNode(Kind.MAPPING, from, to, "", members(mapping), List.of());
      case SequenceNode list ->
          new SourceNode(
              Kind.LIST,
              from,
              to,
              "",
              List.of(),
              list.getValue().stream().map(this::node).toList());
      case ScalarNode scalar -> SourceNode.scalar(kind(scalar), from, to, scalar.getValue());
      default -> SourceNode.scalar(Kind.OTHER, from, to, "");
    };
  }

  private List<Member> members(MappingNode mapping) {
    List<Member> members = new ArrayList<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode key) {
        members.add(
            new Member(
                key.getValue(),
                offset(key.getStartMark()),
                offset(key.getEndMark()),
                node(tuple.getValueNode())));
      }
    }
    return members;
  }

  private static Kind kind(ScalarNode scalar) {
    Tag tag = scalar.getTag();
    if (!scalar.isPlain() || tag.getValue().equals("!Sub")) {
      return Kind.TEXT;
    }
    return tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)
        ? Kind.NUMBER
        : tag.equals(Tag.BOOL) ? Kind.BOOLEAN : tag.equals(Tag.NULL) ? Kind.NULL : Kind.TEXT;
  }

  /** A mark counts code points. */
  private int offset(Mark mark) {
    return plain ? mark.getIndex() : text.offsetByCodePoints(0, mark.getIndex());
  }
}
