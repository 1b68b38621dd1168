package io.github.standpipe.internal.dist;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.spi.ToolProvider;

/**
 * A Java runtime with the modules that the command line needs, made from the JDK that runs this.
 */
record JavaRuntime(Path folder) {
  /** Modules that jdeps finds, and why they are left out. */
  static final Map<String, String> LEFT_OUT =
      Map.of(
          "java.desktop",
          "12 MB; Jackson, SnakeYAML and the configuration library look for java.beans, and do"
              + " without it");

  /** Modules that jdeps does not find, and why they are needed. */
  static final Map<String, String> ADDED =
      Map.of(
          "jdk.crypto.ec", "TLS with elliptic curves, found as a service; from JDK 22 on empty",
          "jdk.zipfs", "the file system of archives, found as a service");

  private static final int LINKS_CLASSES_AHEAD = 24;
  private static final int WARNS_OF_UNSAFE = 23;

  /** The modules for some jars. */
  static Set<String> modules(List<Path> jars) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of("--ignore-missing-deps", "--multi-release", "21", "-q", "--print-module-deps"));
    jars.forEach(jar -> arguments.add(jar.toString()));
    Set<String> modules = new TreeSet<>(List.of(run("jdeps", arguments).strip().split(",")));
    for (String name : LEFT_OUT.keySet()) {
      if (!modules.remove(name)) {
        throw new IOException(
            name + " is not needed any more; remove it from JavaRuntime.LEFT_OUT");
      }
    }
    for (String name : ADDED.keySet()) {
      if (!modules.add(name)) {
        throw new IOException(name + " is found by jdeps; remove it from JavaRuntime.ADDED");
      }
    }
    return modules;
  }

  /**
   * Makes it. Its classes are not compressed one by one: the archive around them is, and gets
   * smaller by 5 MB.
   */
  void make(List<Path> jars) throws IOException, InterruptedException {
    run(
        "jlink",
        List.of(
            "--add-modules",
            String.join(",", modules(jars)),
            "--output",
            folder.toString(),
            "--strip-debug",
            "--no-man-pages",
            "--no-header-files",
            "--compress",
            "zip-0",
            // messages in other languages than those of Standpipe
            "--exclude-resources",
            "glob:/**_de.*,glob:/**_ja.*,glob:/**_zh_CN.*"));
    Files.deleteIfExists(folder.resolve("lib/jrt-fs.jar"));
    strip();
  }

  /** Removes the symbols of native code, where the tool for it is installed. */
  private void strip() throws IOException, InterruptedException {
    Path machine = folder.resolve("lib/server/libjvm.so");
    Path tool = Path.of("/usr/bin/strip");
    if (Files.exists(machine) && Files.isExecutable(tool)) {
      int code =
          new ProcessBuilder(tool.toString(), "--strip-unneeded", machine.toString())
              .inheritIO()
              .start()
              .waitFor();
      if (code != 0) {
        throw new IOException(tool + " failed on " + machine);
      }
    }
  }

  /** The options with which the launcher starts it, one a line. */
  static List<String> options() {
    List<String> options =
        new ArrayList<>(
            List.of(
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "-Xlog:disable",
                "-Xlog:all=off:stderr"));
    if (feature() >= WARNS_OF_UNSAFE) {
      options.add("--sun-misc-unsafe-memory-access=allow");
    }
    return options;
  }

  static boolean linksAhead() {
    return feature() >= LINKS_CLASSES_AHEAD;
  }

  private static int feature() {
    return Runtime.version().feature();
  }

  private static String run(String tool, List<String> arguments) throws IOException {
    StringWriter printed = new StringWriter();
    PrintWriter out = new PrintWriter(printed, true);
    int code =
        ToolProvider.findFirst(tool)
            .orElseThrow(() -> new IOException("this JDK has no " + tool + "; use a whole one"))
            .run(out, out, arguments.toArray(String[]::new));
    if (code != 0) {
      throw new IOException(tool + " failed: " + printed);
    }
    return printed.toString();
  }
}
