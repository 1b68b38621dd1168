package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Member;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What several commands take alike is written once, as a mixin. */
class SharedOptionsTest {

  @Test
  void writeEachOptionAndParameterOnce() {
    Map<List<String>, Set<String>> writtenIn = new LinkedHashMap<>();
    collect(Standpipe.commandLine(), writtenIn);

    assertThat(writtenIn).hasSizeGreaterThan(80);
    assertThat(writtenIn.entrySet().stream().filter(one -> one.getValue().size() > 1)).isEmpty();
  }

  /** The others end at once, or show what they do in a way of their own, as {@code run} does. */
  @Test
  void showTheProgressOfWhatMayLast() {
    Set<String> without = new TreeSet<>();
    collectWithoutProgress(Standpipe.commandLine(), without);

    assertThat(without)
        .containsExactly("explain", "generate-completion", "help", "list", "new", "run", "trace");
  }

  private static void collectWithoutProgress(CommandLine command, Set<String> names) {
    command.getSubcommands().values().forEach(sub -> collectWithoutProgress(sub, names));
    if (command.getSubcommands().isEmpty()
        && Standpipe.progress(command.getCommandSpec()).findAny().isEmpty()) {
      names.add(command.getCommandName());
    }
  }

  private static void collect(CommandLine command, Map<List<String>, Set<String>> writtenIn) {
    for (ArgSpec one : command.getCommandSpec().args()) {
      if (one.userObject() instanceof Member field) {
        String name = one instanceof OptionSpec option ? option.longestName() : one.paramLabel();
        List<String> words = List.of(name, String.join(" ", one.description()));
        writtenIn
            .computeIfAbsent(words, written -> new TreeSet<>())
            .add(field.getDeclaringClass().getName());
      }
    }
    command.getSubcommands().values().forEach(sub -> collect(sub, writtenIn));
  }
}
