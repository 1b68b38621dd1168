package io.github.standpipe.enrich;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The files of a function's layer. A deployed function finds nothing else, so nothing else is found
 * on the desk: no path leads out, neither by {@code ..} nor as an absolute one nor by a link.
 *
 * @param root the folder that the layer becomes, {@code /opt} on Lambda
 */
record LayerFiles(Path root) {

  /**
   * The file that a variable names.
   *
   * @param what names the variable
   * @throws Fault for a path that leads out
   */
  Path find(String what, String name) {
    return inside(what, name, root.resolve(name).normalize());
  }

  /**
   * Checks a file that another one imports.
   *
   * @throws Fault for one that is outside
   */
  void check(Path importer, Path file) {
    Path folder = importer.toAbsolutePath().normalize().getParent();
    Path name = folder == null ? file : folder.relativize(file.toAbsolutePath().normalize());
    inside(importer.toString(), name.toString(), file.normalize());
  }

  private Path inside(String what, String name, Path file) {
    Path layer = root.normalize();
    boolean in = layer.toString().isEmpty() ? !leadsUp(file) : file.startsWith(layer);
    if (!in || !real(file).startsWith(real(layer))) {
      throw new Fault(
          what,
          "names '"
              + name
              + "', which is outside of the layer; a deployed function has no such file: put it into"
              + " the layer");
    }
    return file;
  }

  private static boolean leadsUp(Path file) {
    return file.isAbsolute() || file.startsWith("..");
  }

  /** Behind links; a file that is not there is what it is named. */
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
