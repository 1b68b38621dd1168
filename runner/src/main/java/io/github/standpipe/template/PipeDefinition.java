package io.github.standpipe.template;

import io.github.standpipe.enrich.Fault;
import io.github.standpipe.pipe.Enrichment;
import io.github.standpipe.pipe.Pipe;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * An {@code AWS::Pipes::Pipe} of a template. What it names can be told of any pipe; only a pipe
 * from an SQS queue, with a Lambda function or nothing as its enrichment, to a state machine can be
 * built.
 */
public interface PipeDefinition {

  /**
   * {@code Name}, or the logical id where the template leaves the name to CloudFormation or it
   * cannot be resolved.
   */
  String name();

  /** Its key under {@code Resources}. */
  String logicalId();

  /** The file and line it stands at. */
  String where();

  /**
   * What would put it into a deployment from which a false condition leaves it out: {@code
   * Parameter=value} where the condition asks for that alone, else the condition by its name. Empty
   * where it is deployed.
   */
  Optional<String> off();

  /**
   * What it reads from, calls and starts: a resource of the template, an ARN outside it, or what is
   * written there where it cannot be resolved.
   */
  Part source();

  /** How many patterns its filter has; empty where that cannot be resolved. */
  OptionalInt filters();

  Optional<Part> enrichment();

  Part target();

  /**
   * A resource that a pipe names.
   *
   * @param type such as {@code AWS::SQS::Queue}, or {@code not resolved}
   * @param name its logical id, or its ARN where it is not in the template
   */
  record Part(String type, String name) {
    static final String NOT_RESOLVED = "not resolved";
  }

  /**
   * The queue it reads.
   *
   * @throws Fault when its source is not a queue, or something of it cannot be resolved
   */
  Queue queue();

  /**
   * The queue of the template that its function's {@code QUARANTINE_QUEUE_URL} names; nothing where
   * it names none, or one outside the template.
   *
   * @throws Fault when something of it cannot be resolved
   */
  Optional<Queue> quarantine();

  /**
   * The file that holds the definition of its state machine; empty where the definition stands in
   * the template, was uploaded, or belongs to a machine outside the template.
   *
   * @throws Fault for a file that does not exist
   */
  Optional<Path> definitionFile();

  /**
   * The state machine of the template that it starts; empty for one outside the template, and for a
   * definition that cannot be resolved here.
   */
  Optional<MachineDefinition> machine();

  /**
   * All of its properties, resolved as far as they can be here.
   *
   * @throws Fault for a property that no pipe has
   */
  PipeProperties written();

  /**
   * The pipe itself.
   *
   * @param functions gives the code behind a function
   * @throws Fault for a source, enrichment or target that is not supported, by name; for what
   *     cannot be resolved, with file and line; and for what Pipes refuses
   */
  Pipe pipe(Function<LambdaFunction, Enrichment.Function> functions);
}
