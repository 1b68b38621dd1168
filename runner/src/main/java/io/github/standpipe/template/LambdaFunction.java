package io.github.standpipe.template;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An {@code AWS::Serverless::Function} or {@code AWS::Lambda::Function} of a template.
 *
 * @param logicalId its key under {@code Resources}
 * @param arn the ARN it has here
 * @param runtime such as {@code java21}; empty for a container image
 * @param handler such as {@code io.github.standpipe.enrich.EnrichmentHandler}
 * @param environment its environment variables
 * @param layers the folders that its layers hold, in order; on Lambda they unpack to {@code /opt}
 * @param code the folder or archive that holds its code; empty where it is on S3 or inline
 * @param where the file and line it stands at
 */
public record LambdaFunction(
    String logicalId,
    String arn,
    String runtime,
    String handler,
    Map<String, String> environment,
    List<Path> layers,
    Optional<Path> code,
    String where) {

  /** The same function, with other environment variables. */
  public LambdaFunction withEnvironment(Map<String, String> variables) {
    return new LambdaFunction(
        logicalId, arn, runtime, handler, Map.copyOf(variables), layers, code, where);
  }
}
