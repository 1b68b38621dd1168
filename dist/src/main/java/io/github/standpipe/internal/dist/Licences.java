package io.github.standpipe.internal.dist;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The licences of all that the download carries. */
final class Licences {
  private static final Pattern TEXT =
      Pattern.compile("(META-INF/)?(LICEN[CS]E|NOTICE|COPYING)[^/]*", Pattern.CASE_INSENSITIVE);

  private final Path project;
  private final DownloadFolder root;

  Licences(Path project, DownloadFolder root) {
    this.project = project;
    this.root = root;
  }

  void copy() throws IOException {
    root.copy(project.resolve("LICENSE"), "LICENSE");
    root.copy(project.resolve("NOTICE"), "NOTICE");
    root.copy(
        project.resolve("dist/target/generated-sources/license/THIRD-PARTY.txt"),
        "THIRD-PARTY.txt");
    // the text for jars that name a licence and do not hold it
    root.copy(project.resolve("LICENSE"), "licenses/Apache-2.0.txt");
    root.copyAll(project.resolve("dist/src/main/licenses"), "licenses");
    for (Path jar : jars()) {
      copyTexts(jar);
    }
  }

  private List<Path> jars() throws IOException {
    try (Stream<Path> files = Files.list(root.path("lib"))) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .filter(file -> !file.getFileName().toString().startsWith("standpipe-"))
          .sorted()
          .toList();
    }
  }

  private void copyTexts(Path jar) throws IOException {
    String folder = jar.getFileName().toString().replace(".jar", "");
    try (ZipFile file = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : Collections.list(file.entries())) {
        if (TEXT.matcher(entry.getName()).matches() && !entry.isDirectory()) {
          String name = entry.getName().replaceFirst(".*/", "");
          Path copy = root.path("licenses/" + folder + "/" + name);
          Files.createDirectories(copy.getParent());
          try (InputStream content = file.getInputStream(entry)) {
            Files.write(copy, content.readAllBytes());
          }
        }
      }
    }
  }
}
