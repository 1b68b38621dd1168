package io.github.standpipe.template;

import io.github.standpipe.json.Fault;
import io.github.standpipe.pipe.Enrichment;
import io.github.standpipe.pipe.Pipe;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * An {@code AWS::Pipes::Pipe} of a template. Any pipe can be described, but only a pipe from an SQS
 * queue can be built. An enrichment over HTTP fails when it is called.
 */
public interface PipeDefinition {

  /**
   * {@return the {@code Name}, or the logical id if CloudFormation generates the name or it cannot
   * be resolved}
   */
  String name();

  /** {@return its key under {@code Resources}} */
  String logicalId();

  /** {@return its file and line: {@code pipes/template.yaml:41}} */
  String where();

  /**
   * {@return what would add it to a deployment from which a false condition excludes it: {@code
   * Parameter=value} if the condition only requires that, otherwise the name of the condition;
   * empty if it is deployed}
   */
  Optional<String> off();

  /**
   * {@return what it reads from: a resource of the template, an ARN outside it, or the text as
   * written if it cannot be resolved}
   */
  Part source();

  /**
   * {@return how many patterns its filter has, 0 without a filter; empty if that cannot be
   * resolved}
   */
  OptionalInt filters();

  /**
   * {@return what it calls with each batch, described like {@link #source}; empty if it has no
   * enrichment}
   */
  Optional<Part> enrichment();

  /** {@return what it starts or sends to, described like {@link #source}} */
  Part target();

  /**
   * A resource that a pipe names.
   *
   * @param type such as {@code AWS::SQS::Queue}, or {@code not resolved}
   * @param name its logical id, or its ARN if it is not in the template
   */
  record Part(String type, String name) {
    static final String NOT_RESOLVED = "not resolved";
  }

  /**
   * {@return the queue it reads}
   *
   * @throws Fault if its source is not a queue, or cannot be fully resolved
   */
  Queue queue();

  /**
   * {@return the queue of the template that its function's {@code QUARANTINE_QUEUE_URL} names;
   * empty if it names none, or one outside the template}
   *
   * @throws Fault if it cannot be fully resolved
   */
  Optional<Queue> quarantine();

  /**
   * {@return the file with the definition of its state machine; empty if the definition is in the
   * template, was uploaded, or belongs to a machine outside the template}
   *
   * @throws Fault for a file that does not exist
   */
  Optional<Path> definitionFile();

  /**
   * {@return the state machine of the template that it starts; empty for one outside the template,
   * or if its definition cannot be resolved}
   */
  Optional<MachineDefinition> machine();

  /**
   * {@return why the definition of the state machine that it starts cannot be read, although it is
   * in the template or in a file beside it; empty if it can be read}
   */
  Optional<Fault> unreadableMachine();

  /**
   * {@return all of its properties, resolved as far as possible}
   *
   * @throws Fault for a property that pipes do not have
   */
  PipeProperties written();

  /**
   * {@return the queue that it sends to; empty for another target}
   *
   * @throws Fault if it cannot be fully resolved
   */
  Optional<Queue> targetQueue();

  /**
   * {@return the function of the template that it sends to; empty for another target, and for a
   * function outside the template}
   *
   * @throws Fault if it cannot be fully resolved
   */
  Optional<LambdaFunction> targetFunction();

  /**
   * {@return the state machine of the template that enriches its batches; empty for another
   * enrichment, or if its definition cannot be resolved}
   */
  Optional<MachineDefinition> enrichingMachine();

  /**
   * {@return the pipe itself, ready to run, except for an enrichment that is a state machine, which
   * fails when it is called}
   *
   * @param functions loads the code of a function
   * @throws Fault as the other method with this name
   */
  default Pipe pipe(Function<LambdaFunction, Enrichment.Function> functions) {
    return pipe(
        functions,
        machine ->
            request -> {
              throw new Fault(machine.logicalId() + " is not run here");
            });
  }

  /**
   * {@return the pipe itself, ready to run}
   *
   * @param functions loads the code of a function
   * @param machines runs a state machine as an enrichment
   * @throws Fault for a source, enrichment or target that is not supported, by name; for a value
   *     that cannot be resolved, with file and line; and for a pipe that Pipes would reject
   */
  Pipe pipe(
      Function<LambdaFunction, Enrichment.Function> functions,
      Function<MachineDefinition, Enrichment.Function> machines);
}
