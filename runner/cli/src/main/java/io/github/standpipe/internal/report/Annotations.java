package io.github.standpipe.internal.report;

import io.github.standpipe.internal.expect.Line;
import io.github.standpipe.internal.fixture.Verification;
import io.github.standpipe.internal.fixture.Verification.Mismatch;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Failures as annotations of GitHub Actions: a workflow command for each expected file that
 * differs. They name places and not values, as more people read them than may read the events.
 */
public final class Annotations {
  private static final int MOST_LINES = 10;

  private Annotations() {}

  /** The commands, one line each; none for a case that passed. */
  public static List<String> of(Verification verification) {
    List<String> commands = new ArrayList<>();
    if (!verification.faults().isEmpty()) {
      commands.add(command(verification, verification.directory(), 1, verification.faults()));
    }
    for (Mismatch mismatch : verification.mismatches()) {
      Path file = verification.directory().resolve(mismatch.file());
      commands.add(command(verification, file, line(file, mismatch), Outline.of(mismatch)));
    }
    return commands;
  }

  private static int line(Path file, Mismatch mismatch) {
    if (mismatch.differences().isEmpty() || !mismatch.file().endsWith(".json")) {
      return 1;
    }
    try {
      String text = Files.readString(file);
      Json.parseStrictly(text);
      return Line.of(text, mismatch.differences().getFirst().path());
    } catch (IOException | Fault e) {
      return 1; // the file changed since the case ran
    }
  }

  private static String command(
      Verification verification, Path file, int line, List<String> lines) {
    Stream<String> more =
        lines.size() > MOST_LINES
            ? Stream.of("and " + (lines.size() - MOST_LINES) + " more")
            : Stream.of();
    String message =
        Stream.concat(lines.stream().limit(MOST_LINES), more).collect(Collectors.joining("\n"));
    return new WorkflowCommand(
            WorkflowCommand.Level.ERROR, file.toString(), line, 0, verification.name(), message)
        .toString();
  }
}
