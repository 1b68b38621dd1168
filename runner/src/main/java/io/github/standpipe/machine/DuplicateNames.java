package io.github.standpipe.machine;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds state names that one flow writes twice; a tree of JSON keeps only the last one. */
final class DuplicateNames {
  private DuplicateNames() {}

  /** What is open: an object with the name it stands under, or an array. */
  private record Open(String name, String path, Set<String> fields) {}

  static List<DefinitionDiagnostic> find(String definition) {
    List<DefinitionDiagnostic> found = new ArrayList<>();
    try (JsonParser parser = MachineJson.MAPPER.createParser(definition)) {
      Deque<Open> open = new ArrayDeque<>();
      String name = "";
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME) {
          name = parser.currentName();
          note(open.element(), name, found);
        } else if (token.isStructStart()) {
          String path = open.isEmpty() ? "" : open.element().path() + "/" + name;
          open.push(new Open(name, path, new HashSet<>()));
        } else if (token.isStructEnd()) {
          open.pop();
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return found;
  }

  private static void note(Open object, String name, List<DefinitionDiagnostic> found) {
    if (!object.fields().add(name) && object.name().equals("States")) {
      found.add(
          DefinitionDiagnostic.error(
              "DUPLICATE_STATE_NAME", "Duplicate State name: " + name, object.path() + "/" + name));
    }
  }
}
