package io.github.standpipe.internal.cli.test;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.cli.console.ExitCode;
import io.github.standpipe.internal.cli.console.Ink;
import io.github.standpipe.internal.cli.console.JsonArrayOption;
import io.github.standpipe.internal.cli.console.ProjectOptions;
import io.github.standpipe.internal.cli.console.Words;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.internal.host.LocalFunctions;
import io.github.standpipe.internal.terraform.TerraformWords;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.template.PipeDefinition;
import io.github.standpipe.template.Template;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code standpipe list}. */
@Command(
    name = "list",
    description = "Lists the template's pipes: source, filter, enrichment, target, fixtures.",
    mixinStandardHelpOptions = true)
public final class ListCommand implements Callable<Integer> {
  @Mixin ProjectOptions options = new ProjectOptions();

  @Mixin JsonArrayOption json = new JsonArrayOption();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Project project = options.usableProject();
    notices(project.template());
    List<PipeDefinition> pipes =
        Stream.concat(project.template().pipes().stream(), project.template().off().stream())
            .toList();
    PrintWriter out = spec.commandLine().getOut();
    if (json.isAsked()) {
      ArrayNode array = Json.array();
      pipes.forEach(pipe -> array.add(json(pipe, project)));
      out.println(Json.pretty(array));
    } else if (pipes.isEmpty()) {
      out.println("The template does not contain an AWS::Pipes::Pipe.");
    } else {
      pipes.forEach(pipe -> print(pipe, project, out));
    }
    return ExitCode.OK;
  }

  /** What was left out, so that no pipe is missing silently. */
  private void notices(Template template) {
    PrintWriter err = spec.commandLine().getErr();
    template.unread().forEach(one -> err.println("standpipe: " + one.getMessage()));
    Stream.concat(template.unusableParts().stream(), template.unusableStacks().stream())
        .forEach(part -> err.println("standpipe: " + part.at().where() + ": " + part.reason()));
  }

  private static void print(PipeDefinition pipe, Project project, PrintWriter out) {
    Ink ink = Ink.onTerminal();
    out.println(ink.strong(pipe.name()) + "  " + ink.quiet(pipe.where()));
    pipe.off().ifPresent(on -> out.println("  off         deployed with " + on));
    out.println("  source      " + describe(Optional.of(pipe.source())));
    out.println("  filter      " + Words.count(pipe.filters(), "pattern"));
    out.println("  enrichment  " + describe(pipe.enrichment()));
    out.println("  target      " + describe(Optional.of(pipe.target())));
    out.println("  fixtures    " + project.fixtures().of(pipe.name()).size());
    fault(pipe).ifPresent(fault -> out.println("  " + ink.careful("cannot run: ") + fault));
  }

  private static String describe(Optional<PipeDefinition.Part> part) {
    return part.map(p -> p.name() + "  (" + TerraformWords.kind(p.name(), p.type()) + ")")
        .orElse("none");
  }

  private static Optional<String> fault(PipeDefinition pipe) {
    try {
      pipe.pipe(LocalFunctions::unloaded);
      return Optional.empty();
    } catch (Fault e) {
      return Optional.of(e.getMessage());
    }
  }

  private static ObjectNode json(PipeDefinition pipe, Project project) {
    ObjectNode json = Json.object();
    json.put("name", pipe.name()).put("logicalId", pipe.logicalId()).put("where", pipe.where());
    json.put("off", pipe.off().orElse(null));
    json.set("source", json(pipe.source()));
    pipe.filters().ifPresentOrElse(n -> json.put("filters", n), () -> json.putNull("filters"));
    json.set("enrichment", pipe.enrichment().map(ListCommand::json).orElse(null));
    json.set("target", json(pipe.target()));
    json.put("fixtures", project.fixtures().of(pipe.name()).size());
    json.put("fault", fault(pipe).orElse(null));
    return json;
  }

  private static ObjectNode json(PipeDefinition.Part part) {
    return Json.object().put("type", part.type()).put("name", part.name());
  }
}
