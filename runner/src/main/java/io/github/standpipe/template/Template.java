package io.github.standpipe.template;

import io.github.standpipe.enrich.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A CloudFormation or SAM template, in YAML or JSON. */
public final class Template {
  private final Path file;

  private Template(Path file) {
    this.file = file;
  }

  /**
   * Reads a template.
   *
   * @param given values by parameter name, by export name for {@code Fn::ImportValue}, by path for
   *     SSM parameters, and by name for pseudo parameters such as {@code AWS::Region}
   * @throws Fault for a file that is no template; a property is resolved only when it is used
   */
  public static Template read(Path file, Map<String, String> given) {
    return new Template(file);
  }

  /** Its pipes, in the order of the file. */
  public List<PipeDefinition> pipes() {
    return List.of();
  }

  /**
   * The pipe of a name or logical id.
   *
   * @throws Fault when there is none; it names those that there are
   */
  public PipeDefinition pipe(String name) {
    throw new Fault(file.toString(), "has no pipe " + name);
  }
}
