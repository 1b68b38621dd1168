package io.github.standpipe.internal.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.standpipe.internal.cli.Standpipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class CommandPagesTest {
  @TempDir Path folder;

  private final List<CommandSpec> commands =
      CommandPages.commands(new CommandLine(Standpipe.class).getCommandSpec());

  @Test
  void describesEachOptionOfEachCommand() throws Exception {
    CommandPages.write(new DownloadFolder(folder));

    assertThat(commands).hasSizeGreaterThan(20);
    for (CommandSpec command : commands) {
      String name = command.qualifiedName("-");
      String page = Files.readString(folder.resolve("man/man1/" + name + ".1"));
      assertThat(page)
          .startsWith(".TH \"")
          .contains(".SH NAME\n", ".SH SYNOPSIS\n", ".SH OPTIONS\n");
      assertThat(page.lines()).as(name).noneMatch(line -> line.matches("\\.[a-z].*"));
      for (OptionSpec option : command.options()) {
        if (!option.hidden()) {
          assertThat(page).contains("\\fB" + option.longestName().replace("-", "\\-") + "\\fR");
        }
      }
    }
  }

  @Test
  void completesEachCommandInEachShell() throws Exception {
    CommandPages.write(new DownloadFolder(folder));

    String fish = Files.readString(folder.resolve("completions/standpipe.fish"));
    String bash = Files.readString(folder.resolve("completions/standpipe.bash"));
    for (CommandSpec command : commands.subList(1, commands.size())) {
      assertThat(fish).contains(" -f -a '" + command.name() + "'");
      assertThat(bash).contains(command.name());
    }
    assertThat(fish.lines()).allMatch(line -> line.startsWith("complete -c standpipe "));
  }
}
