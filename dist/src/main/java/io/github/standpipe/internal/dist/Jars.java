package io.github.standpipe.internal.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command line's jars in the download: Standpipe's own in {@code repository/}, where a new
 * project finds them too, and all others in {@code lib/}.
 */
final class Jars {
  private static final String GROUP = "repository/io/github/standpipe/";
  private static final String RUNNER = "standpipe-runner.jar";

  private final Path project;
  private final String version;
  private final DownloadFolder root;
  private final Path build;
  private final List<Path> all = new ArrayList<>();

  Jars(Path project, String version, DownloadFolder root) {
    this.project = project;
    this.version = version;
    this.root = root;
    this.build = project.resolve("runner/cli/target");
  }

  /** All jars of the class path, after they were copied. */
  List<Path> all() {
    return List.copyOf(all);
  }

  void copy() throws IOException {
    List<String> places = new ArrayList<>();
    for (Path jar : libraries()) {
      places.add(isOwn(jar) ? "../" + copyOwn(jar) : copyOther(jar));
    }
    Path runner = root.path("lib/" + RUNNER);
    StoredJar.copy(
        build.resolve(RUNNER),
        runner,
        manifest -> {
          manifest.putValue("Class-Path", String.join(" ", places));
          manifest.putValue("Enable-Native-Access", "ALL-UNNAMED");
        });
    all.add(runner);
    copyPoms();
  }

  private List<Path> libraries() throws IOException {
    try (Stream<Path> jars = Files.list(build.resolve("lib"))) {
      return jars.sorted().toList();
    }
  }

  private static boolean isOwn(Path jar) {
    return jar.getFileName().toString().startsWith("standpipe-");
  }

  private String copyOther(Path jar) throws IOException {
    String name = jar.getFileName().toString();
    Path copy = root.path("lib/" + name);
    StoredJar.copy(jar, copy, manifest -> {});
    all.add(copy);
    return name;
  }

  private String copyOwn(Path jar) throws IOException {
    String file = jar.getFileName().toString();
    String name = place(file.substring(0, file.length() - version.length() - 5), ".jar");
    root.copy(jar, name);
    all.add(root.path(name));
    return name;
  }

  private String place(String artifact, String ending) {
    return GROUP + artifact + "/" + version + "/" + artifact + "-" + version + ending;
  }

  /** The poms of those jars and of their parents, and of the bill of materials. */
  private void copyPoms() throws IOException {
    for (Path pom : poms()) {
      String artifact = Pom.artifact(pom);
      boolean packaged = Pom.isParent(pom) || Files.exists(root.path(place(artifact, ".jar")));
      if (packaged) {
        root.copy(pom, place(artifact, ".pom"));
      }
    }
  }

  private List<Path> poms() throws IOException {
    List<Path> poms = new ArrayList<>(List.of(project.resolve("pom.xml")));
    for (String folder : List.of("bom", "enrichers", "runner")) {
      try (Stream<Path> all = Files.walk(project.resolve(folder), 2)) {
        poms.addAll(
            all.filter(file -> file.endsWith("pom.xml")).sorted().collect(Collectors.toList()));
      }
    }
    return poms;
  }
}
