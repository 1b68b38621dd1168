package io.github.standpipe.template;

import io.github.standpipe.json.Fault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads YAML as CloudFormation does: version 1.1, in which {@code 012} is 10; dates stay strings.
 */
final class YamlValues {
  private static final int MOST_CHARACTERS = 64 * 1024 * 1024;
  private static final int DEEPEST = 200;
  private static final Pattern LITERAL =
      Pattern.compile("true|false|-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d{1,3})?");

  private final String file;

  /** Keys that read as booleans, such as On: references use the name, not a boolean. */
  private final Set<String> booleanNames;

  private final YamlNotes notes;
  private final Unfolding unfolding = new Unfolding();
  // An alias is its anchor's node again: converted once, aliases cost nothing
  private final Map<Node, Value> converted = new IdentityHashMap<>();
  private final Map<Node, Boolean> open = new IdentityHashMap<>();

  private YamlValues(String file, YamlNotes notes, Set<String> booleanNames) {
    this.file = file;
    this.notes = notes;
    this.booleanNames = booleanNames;
  }

  /** The only document of a text; empty if there is none. */
  static Value read(String text, String file) {
    return read(text, file, new YamlNotes(false));
  }

  static Value read(String text, String file, YamlNotes notes) {
    Node root = compose(text, file, notes);
    return root == null
        ? new Value.Nothing(new Place(file, 1, 1))
        : new YamlValues(file, notes, booleanNames(root)).value(root);
  }

  /** Local limits; aliases are limited by the size of their expansion. */
  static LoaderOptions options() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MOST_CHARACTERS);
    options.setNestingDepthLimit(DEEPEST);
    options.setMaxAliasesForCollections(Integer.MAX_VALUE);
    return options;
  }

  private static @Nullable Node compose(String text, String file, YamlNotes notes) {
    LoaderOptions options = options();
    try {
      StreamReader reader = new StreamReader(text);
      ParserImpl parser = new NotingParser(reader, options, file, notes);
      return new Composer(parser, new Resolver(), options).getSingleNode();
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      String place = mark == null ? "" : ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
      throw new Fault(file + place, "is not YAML: " + problem(e));
    } catch (YAMLException e) {
      throw new Fault(file, "is not YAML: " + e.getMessage());
    }
  }

  /** Records the first alias. */
  private static final class NotingParser extends ParserImpl {
    private final String file;
    private final YamlNotes notes;
    private boolean noted;

    NotingParser(StreamReader reader, LoaderOptions options, String file, YamlNotes notes) {
      super(reader, options);
      this.file = file;
      this.notes = notes;
    }

    @Override
    public Event getEvent() {
      Event event = super.getEvent();
      if (event instanceof AliasEvent alias && !noted) {
        noted = true;
        Place at = place(alias.getStartMark(), file);
        notes.add(
            new TemplateNote.YamlNote(
                TemplateNote.YamlNote.Sort.ALIAS, at, "*" + alias.getAnchor(), ""));
      }
      return event;
    }
  }

  private static String problem(MarkedYAMLException e) {
    String problem = e.getProblem();
    return problem.startsWith("but ") ? e.getContext() + " " + problem : problem;
  }

  private Value value(Node node) {
    Value known = converted.get(node);
    if (known != null) {
      return known;
    }
    if (open.put(node, true) != null) {
      throw place(node).fault("an alias is inside its own anchor");
    }
    Value value = tagged(node);
    open.remove(node);
    converted.put(node, value);
    return value;
  }

  private Value tagged(Node node) {
    String tag = node.getTag().getValue();
    boolean intrinsic = tag.startsWith("!") && tag.length() > 1;
    Value plain = plain(node);
    if (!intrinsic) {
      return plain;
    }
    Value tagged = Value.tagged(tag.substring(1), plain);
    unfolding.add(tagged, List.of(plain));
    return tagged;
  }

  private Value plain(Node node) {
    return switch (node) {
      case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) ->
          new Value.Nothing(place(node));
      case ScalarNode scalar -> new Value.Scalar(text(scalar), isLiteral(scalar), place(node));
      case SequenceNode sequence -> sequence(sequence);
      case MappingNode mapping -> mapping(mapping);
      default -> throw place(node).fault("is neither a scalar, a list nor a mapping");
    };
  }

  private static boolean isLiteral(ScalarNode scalar) {
    return scalar.isPlain() && LITERAL.matcher(YamlScalars.text(scalar)).matches();
  }

  private static Set<String> booleanNames(Node root) {
    Set<String> names = new HashSet<>();
    Set<Node> known = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Node> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (!known.add(node)) {
        continue;
      }
      if (node instanceof SequenceNode sequence) {
        sequence.getValue().forEach(open::push);
      } else if (node instanceof MappingNode mapping) {
        for (NodeTuple tuple : mapping.getValue()) {
          open.push(tuple.getValueNode());
          if (tuple.getKeyNode() instanceof ScalarNode key && key.getTag().equals(Tag.BOOL)) {
            names.add(key.getValue());
          }
        }
      }
    }
    return names;
  }

  private String text(ScalarNode scalar) {
    if (booleanNames.contains(scalar.getValue())) {
      return scalar.getValue();
    }
    YamlScalars.note(scalar, place(scalar)).ifPresent(notes::add);
    return YamlScalars.text(scalar);
  }

  private Value sequence(SequenceNode node) {
    List<Value> items = new ArrayList<>();
    node.getValue().forEach(item -> items.add(value(item)));
    Value sequence = new Value.Sequence(items, place(node));
    unfolding.add(sequence, items);
    return sequence;
  }

  private Value mapping(MappingNode node) {
    Map<String, Value.Entry> entries = new LinkedHashMap<>();
    Map<String, Value.Entry> merged = new LinkedHashMap<>();
    for (NodeTuple tuple : node.getValue()) {
      if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
        notes.add(
            new TemplateNote.YamlNote(
                TemplateNote.YamlNote.Sort.MERGE, place(tuple.getKeyNode()), "<<", ""));
        merge(value(tuple.getValueNode()), merged);
        continue;
      }
      Place at = place(tuple.getKeyNode());
      String key = key(tuple.getKeyNode());
      if (entries.put(key, new Value.Entry(at, value(tuple.getValueNode()))) != null) {
        notes.repeats(key, at);
      }
    }
    merged.forEach(entries::putIfAbsent);
    Value mapping = Value.of(entries, place(node));
    unfolding.add(mapping, entries.values().stream().map(Value.Entry::value).toList());
    return mapping;
  }

  /** Adds the mappings of {@code <<}: the first one wins if a key is in two of them. */
  private static void merge(Value named, Map<String, Value.Entry> merged) {
    switch (named) {
      case Value.Mapping mapping -> mapping.entries().forEach(merged::putIfAbsent);
      case Value.Sequence(List<Value> items, Place at) -> items.forEach(i -> merge(i, merged));
      case Value other ->
          throw other.at().fault("<< merges " + other.kind() + "; write <<: and a mapping's alias");
    }
  }

  private String key(Node node) {
    if (!(node instanceof ScalarNode scalar)) {
      throw place(node)
          .fault(
              "has a key that is not a string; put quotes around a string that begins with a"
                  + " brace");
    }
    return text(scalar);
  }

  private Place place(Node node) {
    return place(node.getStartMark(), file);
  }

  private static Place place(Mark mark, String file) {
    return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
  }
}
