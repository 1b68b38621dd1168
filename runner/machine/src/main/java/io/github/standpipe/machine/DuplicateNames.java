package io.github.standpipe.machine;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.standpipe.internal.states.MachineJson;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds state names that one flow writes twice; a tree of JSON keeps only the last one. */
final class DuplicateNames {
  private static final Pattern STATES =
      Pattern.compile("(/States/[^/]+/(ItemProcessor|Iterator|Branches\\[\\d+]))*/States");

  private final List<DefinitionDiagnostic> found = new ArrayList<>();
  private final Deque<Container> open = new ArrayDeque<>();

  private DuplicateNames() {}

  /** An open object or array, and what has been read of it. */
  private static final class Container {
    private final String path;
    private final Set<String> fields = new HashSet<>();
    private String field = "";
    private int items;

    Container(String path) {
      this.path = path;
    }

    String child(boolean array) {
      return path + (array ? "[" + items++ + "]" : "/" + field);
    }
  }

  static List<DefinitionDiagnostic> find(String definition) {
    DuplicateNames names = new DuplicateNames();
    try (JsonParser parser = MachineJson.MAPPER.createParser(definition)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME) {
          names.field(parser.currentName());
        } else if (token.isStructStart()) {
          names.start(parser.getParsingContext().getParent().inArray());
        } else if (token.isStructEnd()) {
          names.open.pop();
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return names.found;
  }

  private void start(boolean inArray) {
    open.push(new Container(open.isEmpty() ? "" : open.element().child(inArray)));
  }

  private void field(String name) {
    Container object = open.element();
    object.field = name;
    if (!object.fields.add(name) && STATES.matcher(object.path).matches()) {
      found.add(
          DefinitionDiagnostic.error(
              "DUPLICATE_STATE_NAME", "Duplicate State name: " + name, object.path + "/" + name));
    }
  }
}
