package io.github.standpipe.internal.cli.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.check.Permissions;
import io.github.standpipe.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The permissions of roles and functions, as JSON. */
final class IamJson {
  private IamJson() {}

  static ObjectNode of(Map<Path, List<Permissions>> byTemplate) {
    ObjectNode json = Json.object();
    ArrayNode templates = json.putArray("templates");
    byTemplate.forEach((file, all) -> {
      ObjectNode template = templates.addObject().put("file", file.toString());
      ArrayNode roles = template.putArray("roles");
      all.forEach(permissions -> roles.add(of(permissions)));
    });
    return json;
  }

  private static ObjectNode of(Permissions permissions) {
    ObjectNode json = Json.object().put("name", permissions.holder());
    permissions.users().forEach(json.putArray("pipes")::add);
    statements(json.putArray("needs"), permissions.least());
    statements(json.putArray("lacks"), permissions.lacks());
    permissions.excess().forEach(json.putArray("tooMuch")::add);
    permissions.unknown().forEach(json.putArray("unknown")::add);
    return json;
  }

  private static void statements(ArrayNode array, List<Permissions.Allowed> all) {
    for (Permissions.Allowed allowed : all) {
      ObjectNode statement = array.addObject();
      allowed.actions().forEach(statement.putArray("actions")::add);
      statement.put("resource", allowed.resource()).put("purpose", allowed.purpose());
    }
  }
}
