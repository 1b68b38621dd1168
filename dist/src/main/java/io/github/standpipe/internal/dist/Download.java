package io.github.standpipe.internal.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Makes the download of the platform on which it runs. */
final class Download {
  private final Path project;
  private final String version;
  private final Instant time;
  private final DownloadFolder target;
  private final DownloadFolder root;

  private Download(Path project, String version, Instant time) {
    this.project = project;
    this.version = version;
    this.time = time;
    this.target = new DownloadFolder(project.resolve("dist/target"));
    this.root = new DownloadFolder(target.path("standpipe-" + version + "-" + Platform.name()));
  }

  /**
   * @param arguments the project's folder, its version, and the time of all files
   */
  public static void main(String[] arguments) throws Exception {
    Path project = Path.of(arguments[0]).toRealPath();
    new Download(project, arguments[1], Instant.parse(arguments[2])).make();
  }

  private void make() throws IOException, InterruptedException {
    root.clear();
    Jars jars = new Jars(project, version, root);
    jars.copy();
    new JavaRuntime(root.path("runtime")).make(jars.all());
    addFiles();
    CommandPages.write(root);
    new Licences(project, root).copy();
    root.setTimes(time);
    ClassArchive archive = new ClassArchive(root, target.path("class-archive"));
    archive.make(List.of(List.of("check"), List.of("test", "--threads", "1")));
    root.setTimes(time);
    Path packed = Packed.of(root.path(), time);
    System.out.println(packed + ": " + Files.size(packed) / 100_000 / 10.0 + " MB");
  }

  private void addFiles() throws IOException {
    DownloadFolder launcher = new DownloadFolder(project.resolve("dist/src/main/launcher"));
    String name = Platform.isWindows() ? "standpipe.cmd" : "standpipe";
    root.copy(launcher.path(name), "bin/" + name);
    root.makeExecutable("bin/" + name);
    root.write("lib/java.options", String.join("\n", JavaRuntime.options()) + "\n");
    for (String folder : List.of("pipes", "transforms", "fixtures")) {
      root.copyAll(project.resolve(folder), "sample/" + folder);
    }
    root.copy(project.resolve("docs/download.md"), "README.md");
    root.copy(target.path("sbom.json"), "sbom.json");
  }
}
