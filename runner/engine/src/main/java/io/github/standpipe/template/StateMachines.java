package io.github.standpipe.template;

import io.github.standpipe.json.Fault;
import io.github.standpipe.pipe.InputTemplate;
import io.github.standpipe.pipe.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Creates the state machine that a pipe names as its target. */
record StateMachines(Properties pipe, Endpoint target, Scope scope) {

  Target.OfMachine machine(@Nullable InputTemplate template) {
    Properties parameters =
        pipe.child("TargetParameters").child("StepFunctionStateMachineParameters");
    Target.InvocationType invocation =
        oneOf(
            parameters,
            "InvocationType",
            Target.InvocationType.REQUEST_RESPONSE,
            Target.InvocationType.values());
    try {
      return new Target.OfMachine(target.arn(), type(parameters), invocation, template);
    } catch (Fault e) {
      throw e.at(target.place().where() + ": " + pipe.subject());
    }
  }

  /**
   * A machine outside the template counts as STANDARD, the default of the API, or as EXPRESS if the
   * pipe waits for it, as a pulled pipe may.
   */
  private Target.MachineType type(Properties parameters) {
    Target.MachineType standard = Target.MachineType.STANDARD;
    boolean waits =
        parameters
            .text("InvocationType")
            .filter(Target.InvocationType.REQUEST_RESPONSE.name()::equals)
            .isPresent();
    return target
        .resource()
        .map(r -> oneOf(r.properties(), typeKey(r), standard, Target.MachineType.values()))
        .orElse(waits ? Target.MachineType.EXPRESS : standard);
  }

  private static String typeKey(Resource machine) {
    return machine.type().startsWith("AWS::Serverless::") ? "Type" : "StateMachineType";
  }

  static <E extends Enum<E>> E oneOf(Properties properties, String key, E standard, E[] all) {
    String text = properties.text(key).orElse(standard.name());
    return Stream.of(all)
        .filter(one -> one.name().equals(text))
        .findFirst()
        .orElseThrow(() ->
            properties
                .at(key)
                .fault(
                    "%s's %s is '%s'; write %s or %s"
                        .formatted(properties.subject(), key, text, all[0], all[1])));
  }

  Optional<Path> definitionFile() {
    return target.resource().filter(Resource::isStateMachine).flatMap(this::definitionFile);
  }

  private Optional<Path> definitionFile(Resource machine) {
    LocalPaths paths = new LocalPaths(machine, scope);
    Optional<Path> file =
        paths
            .of("DefinitionUri")
            .or(() -> paths.of("DefinitionS3Location"))
            .or(() -> paths.asset("DefinitionS3Location"));
    file.filter(missing -> !Files.isRegularFile(missing))
        .ifPresent(missing -> {
          throw machine
              .at()
              .fault(machine.logicalId() + "'s definition " + missing + " does not exist");
        });
    return file;
  }
}
