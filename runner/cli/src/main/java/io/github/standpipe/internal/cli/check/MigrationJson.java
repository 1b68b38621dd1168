package io.github.standpipe.internal.cli.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.migration.Migration;
import io.github.standpipe.internal.migration.PipeMigration;
import io.github.standpipe.internal.migration.TargetMigration;
import io.github.standpipe.json.Json;
import java.nio.file.Path;
import java.util.Map;

/** What rules would be as subscribers, as JSON. */
final class MigrationJson {
  private MigrationJson() {}

  static ObjectNode of(Map<Path, Migration> migrations) {
    ObjectNode json = Json.object();
    ArrayNode templates = json.putArray("templates");
    migrations.forEach((file, migration) -> templates.add(of(file, migration)));
    return json;
  }

  private static ObjectNode of(Path file, Migration migration) {
    ObjectNode json = Json.object().put("file", file.toString());
    ObjectNode buses = json.putObject("buses");
    migration.buses().forEach(buses::put);
    ArrayNode targets = json.putArray("targets");
    migration.targets().forEach(target -> targets.add(of(target)));
    ArrayNode pipes = json.putArray("pipes");
    migration.pipes().forEach(pipe -> pipes.add(of(pipe)));
    return json;
  }

  private static ObjectNode of(TargetMigration target) {
    ObjectNode json =
        Json.object()
            .put("rule", target.rule())
            .put("where", target.where())
            .put("target", target.target());
    target.pipes().forEach(json.putArray("pipes")::add);
    ArrayNode changes = json.putArray("changes");
    target
        .changes()
        .forEach(
            change -> changes.addObject().put("about", change.about()).put("text", change.text()));
    return json.put("yaml", target.yaml().isEmpty() ? null : target.yaml());
  }

  private static ObjectNode of(PipeMigration pipe) {
    return Json.object()
        .put("name", pipe.pipe())
        .put("where", pipe.where())
        .put("replaceable", pipe.isReplaceable())
        .put("reason", pipe.reason());
  }
}
