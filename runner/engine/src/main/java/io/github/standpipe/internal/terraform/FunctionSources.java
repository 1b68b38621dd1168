package io.github.standpipe.internal.terraform;

import org.jspecify.annotations.Nullable;

/** Where the code of functions and the content of layers is, before it is packed. */
record FunctionSources(DeployedObjects objects) {

  /**
   * The folder or file that {@code archive_file} packs into a file; the file itself if none does.
   *
   * @param values of the function or layer
   * @param filename the file that it is created from; null without one
   */
  @Nullable Term folder(Term.Fields values, @Nullable Term filename) {
    String file = Term.text(filename);
    DeployedObject archive = file == null ? null : archive(file);
    if (archive == null) {
      return filename instanceof Term.Text ? filename : null;
    }
    for (String source : new String[] {"source_dir", "source_file"}) {
      String path = Term.text(Term.at(archive.values(), source));
      if (path != null && !path.isEmpty() && filename != null) {
        String folder = source.equals("source_dir") ? path : parent(path);
        return new Term.Text(folder, filename.at());
      }
    }
    return filename;
  }

  private @Nullable DeployedObject archive(String file) {
    return objects
        .all()
        .filter(one -> one.type().equals("archive_file"))
        .filter(one -> clean(file).equals(clean(Term.text(Term.at(one.values(), "output_path")))))
        .findFirst()
        .orElse(null);
  }

  private static String clean(@Nullable String path) {
    return path == null ? "" : path.replaceFirst("^(\\./)+", "");
  }

  private static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "." : path.substring(0, slash);
  }
}
