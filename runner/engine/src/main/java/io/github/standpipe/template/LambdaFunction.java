package io.github.standpipe.template;

import io.github.standpipe.json.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An {@code AWS::Serverless::Function} or {@code AWS::Lambda::Function} of a template.
 *
 * @param logicalId its key under {@code Resources}; the ARN of a function outside the template
 * @param arn its local ARN
 * @param runtime such as {@code java21}; empty for a container image
 * @param handler such as {@code io.github.standpipe.enrich.EnrichmentHandler}
 * @param environment its environment variables
 * @param layers the folders of its layers, in order; on Lambda they unpack to {@code /opt}
 * @param code the folder or archive with its code; empty if it is on S3 or inline
 * @param where its file and line
 * @param inlineCode the code in the template itself; empty if it is in files
 * @param builtCode the folder into which {@code sam build} builds it, which need not exist; empty
 *     for a function that is not of SAM
 * @param timeoutSeconds after which Lambda ends a call
 * @param memoryMegabytes its memory
 */
public record LambdaFunction(
    String logicalId,
    String arn,
    String runtime,
    String handler,
    Map<String, String> environment,
    List<Path> layers,
    Optional<Path> code,
    String where,
    Optional<String> inlineCode,
    Optional<Path> builtCode,
    int timeoutSeconds,
    int memoryMegabytes) {
  static final int TIMEOUT = 3;
  static final int MEMORY = 128;
  private static final String ENRICHMENT_HANDLER = "io.github.standpipe.enrich.EnrichmentHandler";

  /**
   * Creates a function without inline code, with Lambda's defaults for time and memory.
   *
   * @param logicalId its key under {@code Resources}
   * @param arn its local ARN
   * @param runtime such as {@code java21}; empty for a container image
   * @param handler the name of what is called
   * @param environment its environment variables
   * @param layers the folders of its layers, in order
   * @param code the folder or archive with its code; empty if it is on S3
   * @param where its file and line
   */
  public LambdaFunction(
      String logicalId,
      String arn,
      String runtime,
      String handler,
      Map<String, String> environment,
      List<Path> layers,
      Optional<Path> code,
      String where) {
    this(
        logicalId,
        arn,
        runtime,
        handler,
        environment,
        layers,
        code,
        where,
        Optional.empty(),
        Optional.empty(),
        TIMEOUT,
        MEMORY);
  }

  /** A function outside the template: only its ARN is known. */
  static LambdaFunction outside(String arn, String where) {
    return new LambdaFunction(arn, arn, "", "", Map.of(), List.of(), Optional.empty(), where);
  }

  /** {@return whether it is not in the template, so that there is no code to call} */
  public boolean isOutside() {
    return logicalId.equals(arn);
  }

  /** {@return a fault that says that an outside function cannot be called; not thrown here} */
  public Fault notHere() {
    return new Fault(
        where
            + " enriches with "
            + arn
            + ", which is not in the template; only functions in the template can run;"
            + " give its answer in enrichment.json");
  }

  /**
   * {@return the same function with other environment variables}
   *
   * @param variables the values by name; they replace all present ones
   */
  public LambdaFunction withEnvironment(Map<String, String> variables) {
    return with(Map.copyOf(variables), layers);
  }

  /**
   * {@return the same function with other layers}
   *
   * @param others the folders, in the order in which Lambda unpacks them
   */
  public LambdaFunction withLayers(List<Path> others) {
    return with(environment, List.copyOf(others));
  }

  private LambdaFunction with(Map<String, String> variables, List<Path> folders) {
    return new LambdaFunction(
        logicalId,
        arn,
        runtime,
        handler,
        variables,
        folders,
        code,
        where,
        inlineCode,
        builtCode,
        timeoutSeconds,
        memoryMegabytes);
  }

  /**
   * {@return the text of the transform that the handler of this project evaluates; empty for
   * another handler, and for a file that cannot be read, which is reported elsewhere}
   */
  public Optional<String> transformText() {
    Path file = root().resolve(environment.getOrDefault("TRANSFORM", ""));
    if (!handler.startsWith(ENRICHMENT_HANDLER) || !Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * {@return the folder that stands for Lambda's {@code /opt}: its first layer that is a folder, or
   * else its code; the current folder if it has neither}
   */
  public Path root() {
    return layers.stream()
        .filter(Files::isDirectory)
        .findFirst()
        .or(() -> layers.stream().findFirst())
        .or(() -> code.filter(Files::isDirectory))
        .orElse(Path.of("."));
  }
}
