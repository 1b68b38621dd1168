package io.github.standpipe.internal.cli.run;

import io.github.standpipe.json.Fault;
import io.github.standpipe.template.PipeDefinition;
import io.github.standpipe.template.Template;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Parameters;

/** The pipe of the template that a command is about, which need not be named if there is one. */
final class OnlyPipeParameter {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PIPE",
      description = "A pipe of the template. Default: the only one that is deployed.")
  String name = "";

  /**
   * The definition of the named pipe, or of the only one.
   *
   * @throws Fault if there is not such a pipe, or more than one
   */
  PipeDefinition in(Template template) {
    if (!name.isEmpty()) {
      return template.pipe(name);
    }
    List<PipeDefinition> deployed = template.pipes();
    if (deployed.size() == 1) {
      return deployed.getFirst();
    }
    List<PipeDefinition> all = Stream.concat(deployed.stream(), template.off().stream()).toList();
    throw new Fault(
        template.file().toString(),
        all.isEmpty()
            ? "has no pipe to run; name another template with --template"
            : "has several pipes; name one of "
                + all.stream().map(PipeDefinition::logicalId).collect(Collectors.joining(", ")));
  }
}
