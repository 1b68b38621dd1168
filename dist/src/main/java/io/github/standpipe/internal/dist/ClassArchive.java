package io.github.standpipe.internal.dist;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** An archive of the classes that training runs load, with which the JVM starts quickly. */
final class ClassArchive {
  static final String NAME = "lib/standpipe.jsa";
  private static final int HEADER = 65_536;

  private final DownloadFolder root;
  private final DownloadFolder work;

  ClassArchive(DownloadFolder root, Path work) {
    this.root = root;
    this.work = new DownloadFolder(work);
  }

  /** Makes it from runs of the command line with some arguments. */
  void make(List<List<String>> runs) throws IOException, InterruptedException {
    work.clear();
    Set<String> classes = new TreeSet<>();
    Set<String> calls = new TreeSet<>();
    for (List<String> arguments : runs) {
      for (String line : train(arguments)) {
        if (line.startsWith("@")) {
          calls.add(line);
        } else if (!line.startsWith("#") && !line.contains(" source:")) {
          classes.add(line.replaceFirst(" id:.*", ""));
        }
      }
    }
    Files.write(work.path("classes"), joined(classes, calls));
    Path first = dump("first.jsa");
    write(first, dump("second.jsa"));
    prove();
  }

  private static List<String> joined(Collection<String> classes, Collection<String> calls) {
    List<String> all = new ArrayList<>(classes);
    all.addAll(calls);
    return all;
  }

  private List<String> train(List<String> arguments) throws IOException, InterruptedException {
    Path list = work.path("trained");
    List<String> options =
        List.of("-XX:TieredStopAtLevel=1", "-XX:DumpLoadedClassList=" + list, sample());
    java(options, arguments);
    return Files.readAllLines(list);
  }

  private String sample() {
    return "-Dstandpipe.home=" + root.path("sample");
  }

  private Path dump(String name) throws IOException, InterruptedException {
    Path archive = work.path(name);
    List<String> options = new ArrayList<>(List.of("-Xshare:dump"));
    if (JavaRuntime.linksAhead()) {
      options.add("-XX:+AOTClassLinking");
    }
    // the collector that writes objects into an archive; each other one reads them
    options.add("-XX:+UseG1GC");
    options.add("-XX:SharedClassListFile=" + work.path("classes"));
    options.add("-XX:SharedArchiveFile=" + archive);
    java(options, List.of());
    return archive;
  }

  /**
   * Soft references in the archive hold the time since the machine was started, so two archives of
   * the same classes differ in them. Zero means unused for long: the first shortage of memory
   * clears them.
   */
  private void write(Path one, Path other) throws IOException {
    ByteBuffer first = ByteBuffer.wrap(Files.readAllBytes(one));
    ByteBuffer second = ByteBuffer.wrap(Files.readAllBytes(other));
    if (first.capacity() != second.capacity()) {
      throw new IOException("two archives of the same classes differ in size");
    }
    for (int at = first.mismatch(second); at >= 0; at = nextMismatch(first, second, at)) {
      // the header holds checksums of four bytes
      int width = at < HEADER ? 4 : 8;
      for (int each = at / width * width; each < at / width * width + width; each++) {
        first.put(each, (byte) 0);
        second.put(each, (byte) 0);
      }
    }
    Files.write(root.path(NAME), first.array());
  }

  private static int nextMismatch(ByteBuffer first, ByteBuffer second, int from) {
    int found =
        first
            .slice(from, first.capacity() - from)
            .mismatch(second.slice(from, second.capacity() - from));
    return found < 0 ? found : from + found;
  }

  /** Runs with the archive, which the JVM must accept. */
  private void prove() throws IOException, InterruptedException {
    java(
        List.of("-Xshare:on", "-XX:SharedArchiveFile=" + root.path(NAME), sample()),
        List.of("list"));
  }

  private void java(List<String> options, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(root.path("runtime/bin/java").toString()));
    command.addAll(
        JavaRuntime.options().stream()
            .filter(option -> !option.startsWith("-Xshare") && !option.endsWith("SerialGC"))
            .toList());
    if (!options.contains("-XX:+UseG1GC")) {
      command.add("-XX:+UseSerialGC");
    }
    command.addAll(options);
    command.addAll(List.of("-jar", root.path("lib/standpipe-runner.jar").toString()));
    command.addAll(arguments);
    Path printed = work.path("printed");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    int code = builder.redirectOutput(printed.toFile()).start().waitFor();
    if (code != 0) {
      throw new IOException(
          command + " failed:\n" + Files.readString(printed, StandardCharsets.UTF_8));
    }
  }
}
