package io.github.standpipe.internal.cli.check;

import io.github.standpipe.check.Permissions;
import io.github.standpipe.internal.terraform.TerraformTemplate;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The permissions of roles and functions as text that can be pasted into a template. */
record IamText(PrintWriter out) {

  void print(Path file, List<Permissions> all) {
    if (all.isEmpty()) {
      out.println(file + ": has no pipe to examine");
    }
    for (Permissions permissions : all) {
      out.println(
          permissions.holder()
              + "  (for "
              + String.join(", ", permissions.users())
              + ", "
              + file
              + ")");
      out.println("  needs:");
      boolean terraform = permissions.users().stream().anyMatch(TerraformTemplate::isAddress);
      permissions.least().forEach(terraform ? this::object : this::statement);
      permissions
          .lacks()
          .forEach(lack ->
              out.println(
                  "  lacks " + String.join(", ", lack.actions()) + " on " + lack.resource()));
      permissions.excess().forEach(excess -> out.println("  too much: " + excess));
      permissions.unknown().forEach(unknown -> out.println("  not known: " + unknown));
      out.println();
    }
  }

  /** A statement in {@code jsonencode}. */
  private void object(Permissions.Allowed allowed) {
    String actions =
        allowed.actions().stream()
            .map(action -> '"' + action + '"')
            .collect(Collectors.joining(", ", "[", "]"));
    boolean isText = allowed.resource().matches("arn:.*|\\*");
    String resource = isText ? '"' + allowed.resource() + '"' : allowed.resource();
    out.println("    # " + allowed.purpose());
    out.println(
        "    { Effect = \"Allow\", Action = " + actions + ", Resource = " + resource + " },");
  }

  private void statement(Permissions.Allowed allowed) {
    String actions = String.join(", ", allowed.actions());
    out.println("    # " + allowed.purpose());
    out.println("    - Effect: Allow");
    out.println("      Action: " + (allowed.actions().size() == 1 ? actions : "[" + actions + "]"));
    out.println("      Resource: " + allowed.resource());
  }
}
