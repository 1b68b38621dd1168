package io.github.standpipe.enrich;

import io.github.standpipe.json.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The files of a function's layer. A deployed function finds them and those of its own package, but
 * nothing on a developer's disk, so in a local run no path may leave the layer: not by {@code ..},
 * not as an absolute path, and not by a link. On Lambda there is nothing to reach, and nothing is
 * checked.
 *
 * @param root the folder that the layer becomes, {@code /opt} on Lambda
 * @param texts see {@link Environment#withTexts}
 */
record LayerFiles(Path root, Map<Path, String> texts) {
  private static final Path LAMBDA = Path.of("/opt");

  static LayerFiles of(Environment environment) {
    return new LayerFiles(environment.root(), environment.texts());
  }

  /**
   * The text of a file.
   *
   * @param importer ends the message about a file that cannot be read
   */
  String text(Path file, String importer) {
    String other = texts.isEmpty() ? null : texts.get(file.toAbsolutePath().normalize());
    if (other != null) {
      return other;
    }
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      String why = Files.exists(file) ? "cannot be read as UTF-8 text" : "does not exist";
      throw new Fault(file.toString(), why + importer);
    }
  }

  /**
   * The file that a variable names.
   *
   * @param what names the variable
   * @throws Fault for a path that leaves the layer
   */
  Path find(String what, String name) {
    return inside(what, name, root.resolve(name).normalize());
  }

  /**
   * Checks a file that another one imports.
   *
   * @throws Fault for a file outside of the layer
   */
  void check(Path importer, Path file) {
    Path folder = importer.toAbsolutePath().normalize().getParent();
    Path name = folder == null ? file : folder.relativize(file.toAbsolutePath().normalize());
    inside(importer.toString(), name.toString(), file.normalize());
  }

  private Path inside(String what, String name, Path file) {
    if (root.equals(LAMBDA)) {
      return file;
    }
    Path layer = root.normalize();
    boolean in = layer.toString().isEmpty() ? !leadsUp(file) : file.startsWith(layer);
    if (!in || !real(file).startsWith(real(layer))) {
      throw new Fault(
          what,
          "names '"
              + name
              + "', which is outside of the layer; a deployed function has no such file: put it"
              + " into the layer");
    }
    return file;
  }

  private static boolean leadsUp(Path file) {
    return file.isAbsolute() || file.startsWith("..");
  }

  /** Follows links; a missing file keeps its name. */
  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      Path absolute = file.toAbsolutePath().normalize();
      Path parent = absolute.getParent();
      return parent == null || absolute.getFileName() == null
          ? absolute
          : real(parent).resolve(absolute.getFileName());
    }
  }
}
