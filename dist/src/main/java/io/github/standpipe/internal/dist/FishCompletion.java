package io.github.standpipe.internal.dist;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The completion of commands, options and known values for fish, which picocli does not write. */
final class FishCompletion {
  private final List<String> lines = new ArrayList<>();

  private FishCompletion() {}

  static String of(CommandSpec root) {
    FishCompletion script = new FishCompletion();
    script.add(root, List.of());
    return String.join("\n", script.lines) + "\n";
  }

  private void add(CommandSpec command, List<String> path) {
    List<CommandSpec> below = CommandPages.below(command);
    String here = condition(path, below);
    below.forEach(each ->
        line(
            here,
            "-f -a " + quoted(each.name()),
            String.join(" ", each.usageMessage().description())));
    for (OptionSpec option : command.options()) {
      if (!option.hidden()) {
        line(condition(path, List.of()), flags(option), String.join(" ", option.description()));
      }
    }
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      values(parameter).ifPresent(values -> line(here, "-f -a " + quoted(values), ""));
    }
    for (CommandSpec each : below) {
      List<String> next = new ArrayList<>(path);
      next.add(each.name());
      add(each, next);
    }
  }

  /** Holds where all commands of a path were typed, and none of those below. */
  private static String condition(List<String> path, List<CommandSpec> below) {
    String all =
        path.stream()
            .map(name -> "__fish_seen_subcommand_from " + name)
            .collect(Collectors.joining("; and "));
    if (below.isEmpty()) {
      return all;
    }
    String none =
        "not __fish_seen_subcommand_from "
            + below.stream().map(CommandSpec::name).collect(Collectors.joining(" "));
    return all.isEmpty() ? none : all + "; and " + none;
  }

  private static String flags(OptionSpec option) {
    List<String> flags = new ArrayList<>();
    for (String name : option.names()) {
      flags.add(name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1));
    }
    if (option.arity().max() > 0) {
      flags.add("-r");
      values(option).ifPresent(values -> flags.add("-f -a " + quoted(values)));
    }
    return String.join(" ", flags);
  }

  private static Optional<String> values(ArgSpec argument) {
    if (argument.completionCandidates() == null) {
      return Optional.empty();
    }
    List<String> values = new ArrayList<>();
    argument.completionCandidates().forEach(values::add);
    return values.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", values));
  }

  private void line(String condition, String what, String description) {
    String when = condition.isEmpty() ? "" : " -n " + quoted(condition);
    String text = description.isEmpty() ? "" : " -d " + quoted(shortened(description));
    lines.add("complete -c standpipe" + when + " " + what + text);
  }

  private static String shortened(String description) {
    String plain = description.replace("%n", " ").replace("%%", "%");
    int end = plain.indexOf(". ");
    String first = end < 0 ? plain : plain.substring(0, end);
    return first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
