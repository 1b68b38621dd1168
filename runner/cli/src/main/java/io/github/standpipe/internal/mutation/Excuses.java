package io.github.standpipe.internal.mutation;

import io.github.standpipe.internal.fixture.FixtureNames;
import io.github.standpipe.json.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The excused mutants of a pipe: {@code mutants.txt} beside its cases, in blocks between empty
 * lines. A block gives its reason after {@code #}, the file, for a machine also the state, and the
 * lines before and after:
 *
 * <pre>{@code
 * # The machine ignores the total of an order without lines.
 * transforms/order.jslt
 * - "total": sum([for ($lines) .total]),
 * + "total": sum([]),
 * }</pre>
 *
 * @param file where they are written
 */
public record Excuses(Path file, List<Excuse> all) {
  public Excuses {
    all = List.copyOf(all);
  }

  /**
   * Reads them; none if the file does not exist.
   *
   * @throws Fault for a block that is not an excuse
   */
  static Excuses of(Path folder) {
    Path file = folder.resolve(FixtureNames.MUTANTS);
    if (!Files.exists(file)) {
      return new Excuses(file, List.of());
    }
    List<Excuse> all = new ArrayList<>();
    List<String> block = new ArrayList<>();
    int number = 0;
    for (String line : lines(file)) {
      number++;
      if (!line.isBlank()) {
        block.add(line.strip());
      } else if (!block.isEmpty()) {
        all.add(excuse(file, number - block.size(), block));
        block.clear();
      }
    }
    if (!block.isEmpty()) {
      all.add(excuse(file, number - block.size() + 1, block));
    }
    return new Excuses(file, all);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new Fault(file.toString(), "cannot be read as UTF-8 text");
    }
  }

  private static Excuse excuse(Path file, int line, List<String> block) {
    String reason = String.join(" ", with("#", block));
    List<String> names = block.stream().filter(one -> !one.matches("[#+-].*")).toList();
    List<String> before = with("-", block);
    if (reason.isBlank() || names.size() != 1 || before.isEmpty()) {
      throw new Fault(
          file + ":" + line,
          "is not an excuse; write # and a reason, the file, - the line, and + the changed line");
    }
    return new Excuse(line, reason, names.getFirst(), before, with("+", block));
  }

  private static List<String> with(String mark, List<String> block) {
    return block.stream()
        .filter(line -> line.startsWith(mark))
        .map(line -> line.substring(1).strip())
        .toList();
  }

  Optional<Excuse> of(Mutant mutant) {
    return all.stream().filter(one -> one.covers(mutant)).findFirst();
  }
}
