package io.github.standpipe.internal.dist;

import io.github.standpipe.internal.cli.Standpipe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The manual pages and the completion scripts of all commands. */
final class CommandPages {
  private CommandPages() {}

  static void write(DownloadFolder root) throws IOException {
    CommandLine line = new CommandLine(Standpipe.class);
    for (CommandSpec command : commands(line.getCommandSpec())) {
      root.write("man/man1/" + command.qualifiedName("-") + ".1", new ManualPage(command).text());
    }
    root.write("completions/standpipe.bash", AutoComplete.bash("standpipe", line));
    root.write("completions/standpipe.fish", FishCompletion.of(line.getCommandSpec()));
  }

  /** A command and all below it. */
  static List<CommandSpec> commands(CommandSpec command) {
    List<CommandSpec> all = new ArrayList<>(List.of(command));
    for (CommandSpec each : below(command)) {
      all.addAll(commands(each));
    }
    return all;
  }

  /** The commands directly below one, without those that are hidden. */
  static List<CommandSpec> below(CommandSpec command) {
    return new LinkedHashSet<>(command.subcommands().values())
        .stream()
            .map(CommandLine::getCommandSpec)
            .filter(each -> !each.usageMessage().hidden())
            .toList();
  }
}
