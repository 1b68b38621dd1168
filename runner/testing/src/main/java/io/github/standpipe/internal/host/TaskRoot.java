package io.github.standpipe.internal.host;

import io.github.standpipe.internal.runtime.ForeignRuntime;
import io.github.standpipe.internal.runtime.Language;
import io.github.standpipe.internal.runtime.RuntimeFiles;
import io.github.standpipe.json.Fault;
import io.github.standpipe.template.LambdaFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The folder that stands for {@code /var/task}: the code of a function that is not in Java. */
record TaskRoot(LambdaFunction function, Language language) {
  // A zip is unpacked once, because a function is loaded anew for each case that has look-ups
  private static final Map<Path, Path> UNPACKED = new ConcurrentHashMap<>();

  /**
   * The folder.
   *
   * @throws Fault for code that is not here, or not built
   */
  Path find() {
    Optional<String> inline = function.inlineCode();
    if (inline.isPresent()) {
      String name = "index" + language.endings().getFirst();
      return folderOf(RuntimeFiles.file(name, inline.get()));
    }
    Path code =
        function
            .code()
            .orElseThrow(() ->
                fault(
                    "has no code beside the template; name its folder in CodeUri or Code, "
                        + behind()));
    return folders(code).stream()
        .filter(this::hasHandler)
        .findFirst()
        .orElseThrow(() -> notFound(code));
  }

  /** Folders with what a build installed beside the code. */
  List<Path> packages() {
    return function.builtCode().filter(Files::isDirectory).map(Path::toAbsolutePath).stream()
        .flatMap(built -> Stream.of(built, built.resolve("node_modules")))
        .toList();
  }

  /** The code as it is written, then as SAM built it. */
  private List<Path> folders(Path code) {
    return Stream.concat(source(code), function.builtCode().stream())
        .filter(Files::isDirectory)
        .map(folder -> folder.toAbsolutePath().normalize())
        .toList();
  }

  private Stream<Path> source(Path code) {
    if (!Files.exists(code)) {
      return Stream.of();
    }
    if (Files.isDirectory(code)) {
      return Stream.of(code);
    }
    return code.toString().endsWith(".zip")
        ? Stream.of(UNPACKED.computeIfAbsent(code.toAbsolutePath(), this::unpacked))
        : Stream.of(folderOf(code.toAbsolutePath()));
  }

  private Path unpacked(Path zip) {
    try {
      return CodeArchive.unpacked(zip);
    } catch (IOException e) {
      throw fault("has a zip that cannot be read: " + zip + "; pack it again");
    }
  }

  private static Path folderOf(Path file) {
    Path folder = file.getParent();
    return folder == null ? Path.of(".") : folder;
  }

  /** The handler's file without its ending, from the root: {@code src/app} of src/app.handler. */
  private String module() {
    String handler = function.handler();
    if (language == Language.PYTHON) {
      int dot = handler.lastIndexOf('.');
      return handler.substring(0, Math.max(dot, 0)).replace('.', '/');
    }
    int dot = handler.indexOf('.', handler.lastIndexOf('/') + 1);
    return dot < 0 ? "" : handler.substring(0, dot);
  }

  private boolean hasHandler(Path root) {
    String module = module();
    // the runtime explains a malformed name, as on Lambda
    return module.isEmpty()
        || module.contains("..")
        || Files.isRegularFile(root.resolve(module))
        || Files.isDirectory(root.resolve(module))
        || language.endings().stream()
            .anyMatch(ending -> Files.isRegularFile(root.resolve(module + ending)));
  }

  private Fault notFound(Path code) {
    Optional<Path> source =
        Stream.of(".ts", ".mts", ".cts", ".tsx")
            .map(ending -> code.resolve(module() + ending))
            .filter(file -> language == Language.NODEJS && Files.isRegularFile(file))
            .findFirst();
    if (source.isPresent()) {
      return fault(
          "is TypeScript that is not built, "
              + source.get()
              + "; run sam build, or build it and name the built folder");
    }
    String tried = module() + String.join(" or " + module(), language.endings());
    return fault(
        "has the Handler "
            + function.handler()
            + ", but "
            + code
            + (Files.exists(code)
                ? " has no " + tried + "; correct one of them"
                : " does not exist; build it")
            + ", "
            + behind());
  }

  private static String behind() {
    return ForeignRuntime.ANSWERED;
  }

  private Fault fault(String what) {
    return new Fault(function.where(), function.logicalId() + " " + what);
  }
}
