package io.github.standpipe.internal.runtime;

import io.github.standpipe.json.Fault;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The runtime of a language on this machine.
 *
 * @param program its absolute path
 * @param version such as {@code 20.20.2}
 * @param flags those flags that Lambda sets and that it knows
 */
record InstalledRuntime(String program, String version, List<String> flags) {
  private static final int PATIENCE_SECONDS = 60;
  private static final Map<Path, Optional<InstalledRuntime>> KNOWN = new ConcurrentHashMap<>();
  private static final String NODE =
      "const f = process.allowedNodeEnvironmentFlags;"
          + "console.log([process.execPath, process.versions.node,"
          + " ...['--no-experimental-require-module', '--no-experimental-detect-module']"
          + ".filter(one => f.has(one))].join('\\n'))";
  private static final String PYTHON =
      "import sys; print(sys.executable); print('%d.%d.%d' % sys.version_info[:3])";

  /**
   * The best runtime for a version: one of that version, else the first on the path.
   *
   * @param path the value of {@code PATH}
   */
  static Optional<InstalledRuntime> find(Language language, String version, String path) {
    return all(language, version, path)
        .filter(one -> one.isVersion(version))
        .findFirst()
        .or(() -> all(language, version, path).findFirst());
  }

  private static Stream<InstalledRuntime> all(Language language, String version, String path) {
    return language.programs(version).stream()
        .flatMap(name -> onPath(name, path))
        .flatMap(program -> KNOWN.computeIfAbsent(program, p -> asked(language, p)).stream());
  }

  /** Whether it is of a version, such as {@code 22} or {@code 3.12}. */
  boolean isVersion(String other) {
    return (version + ".").startsWith(other + ".");
  }

  private static Stream<Path> onPath(String name, String path) {
    return Stream.of(path.split(Pattern.quote(File.pathSeparator)))
        .filter(folder -> !folder.isEmpty())
        .flatMap(folder -> Stream.of(name, name + ".exe").flatMap(file -> program(folder, file)));
  }

  private static Stream<Path> program(String folder, String file) {
    try {
      Path program = Path.of(folder, file).toAbsolutePath();
      return Files.isRegularFile(program) && Files.isExecutable(program)
          ? Stream.of(program)
          : Stream.of();
    } catch (InvalidPathException e) {
      return Stream.of();
    }
  }

  /** A program may be there and not run, as one that a version manager stands in for. */
  private static Optional<InstalledRuntime> asked(Language language, Path program) {
    String option = language == Language.NODEJS ? "-e" : "-c";
    String code = language == Language.NODEJS ? NODE : PYTHON;
    try {
      Process process =
          new ProcessBuilder(program.toString(), option, code)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.exitValue() == 0 ? read(said.lines().toList()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Fault(program.toString(), "was interrupted while its version was asked");
    }
  }

  private static Optional<InstalledRuntime> read(List<String> lines) {
    return lines.size() < 2
        ? Optional.empty()
        : Optional.of(
            new InstalledRuntime(lines.get(0), lines.get(1), lines.subList(2, lines.size())));
  }
}
