package io.github.standpipe.internal.runtime;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A language whose functions run in a process of its runtime. */
public enum Language {
  NODEJS("Node.js", "nodejs(\\d+)\\.x", List.of(".js", ".mjs", ".cjs"), "nodejs/node_modules"),
  PYTHON("Python", "python(3\\.\\d+)", List.of(".py"), "python");

  private final String title;
  private final Pattern runtime;
  private final List<String> endings;
  private final String layerFolder;

  Language(String title, String runtime, List<String> endings, String layerFolder) {
    this.title = title;
    this.runtime = Pattern.compile(runtime);
    this.endings = endings;
    this.layerFolder = layerFolder;
  }

  /** The language of a {@code Runtime}, such as {@code nodejs22.x}; empty for another language. */
  public static Optional<Language> of(String runtime) {
    return Stream.of(values()).filter(one -> one.version(runtime).isPresent()).findFirst();
  }

  /** The version that a {@code Runtime} asks for: {@code 22}, {@code 3.12}. */
  Optional<String> version(String runtime) {
    Matcher matcher = this.runtime.matcher(runtime);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** The name of the language for messages. */
  public String title() {
    return title;
  }

  /** The endings of a handler's file, in the order in which they are tried. */
  public List<String> endings() {
    return endings;
  }

  /** Where the code of a layer is, from the layer's folder. */
  String layerFolder() {
    return layerFolder;
  }

  /** The variable that names folders with more code. */
  String pathVariable() {
    return this == NODEJS ? "NODE_PATH" : "PYTHONPATH";
  }

  /** The programs that may be the runtime, the best first. */
  List<String> programs(String version) {
    return this == NODEJS
        ? List.of("node", "nodejs")
        : List.of("python" + version, "python3", "python");
  }
}
