package io.github.standpipe.internal.cli.check;

import io.github.standpipe.internal.migration.Migration;
import io.github.standpipe.internal.migration.MigrationChange;
import io.github.standpipe.internal.migration.PipeMigration;
import io.github.standpipe.internal.migration.TargetMigration;
import java.io.PrintWriter;
import java.nio.file.Path;

/** What rules would be as subscribers, as text: YAML without indentation, to be pasted. */
record MigrationText(PrintWriter out) {

  void print(Path file, Migration migration) {
    out.println(file);
    if (migration.targets().isEmpty()) {
      out.println("  no rule has a target");
    }
    migration
        .buses()
        .forEach((name, yaml) -> {
          out.println();
          out.println("# bus " + name + " as a custom event bus");
          out.print(yaml);
        });
    migration.targets().forEach(this::print);
    out.println();
    migration.pipes().forEach(this::print);
  }

  private void print(TargetMigration target) {
    out.println();
    out.println(
        "# "
            + target.where()
            + ": "
            + target.rule()
            + " to "
            + target.target()
            + (target.pipes().isEmpty() ? "" : ", for " + String.join(", ", target.pipes())));
    for (MigrationChange change : target.changes()) {
      out.println("#   " + change.about() + ": " + change.text());
    }
    if (target.yaml().isEmpty()) {
      out.println("#   so no subscriber is written out");
    }
    out.print(target.yaml());
  }

  private void print(PipeMigration pipe) {
    out.println(pipe.where() + ": " + pipe.pipe() + " " + pipe.reason());
  }
}
