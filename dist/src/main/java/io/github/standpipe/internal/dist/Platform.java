package io.github.standpipe.internal.dist;

import java.util.Locale;

/** The platform on which this runs, as a download names it. */
final class Platform {
  private Platform() {}

  /** Such as {@code linux-x64}. */
  static String name() {
    return name(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  static String name(String system, String processor) {
    return system(system) + "-" + processor(processor);
  }

  static boolean isWindows() {
    return name().startsWith("windows-");
  }

  private static String system(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.startsWith("mac") ? "macos" : lower.startsWith("win") ? "windows" : lower;
  }

  private static String processor(String name) {
    return switch (name) {
      case "amd64", "x86_64" -> "x64";
      case "aarch64" -> "arm64";
      default -> name;
    };
  }
}
