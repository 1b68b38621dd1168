package io.github.standpipe.testing;

import io.github.standpipe.internal.host.LoadedFunction;
import io.github.standpipe.internal.host.LocalFunctions;
import io.github.standpipe.json.Arn;
import io.github.standpipe.json.Fault;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.Source;
import io.github.standpipe.template.LambdaFunction;
import io.github.standpipe.template.Template;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The enrichment function of a pipe in a template. */
record PipeFunction(LambdaFunction function, Source source) {

  static PipeFunction of(Path template, String name) {
    List<LambdaFunction> functions = new ArrayList<>();
    Pipe pipe =
        Template.read(template, Map.of())
            .pipe(name)
            .pipe(function -> {
              functions.add(function);
              return LocalFunctions.unloaded(function);
            });
    if (functions.isEmpty()) {
      throw new Fault(template + ": " + name + " has no enrichment; test a pipe that has one");
    }
    return new PipeFunction(functions.getFirst(), pipe.source());
  }

  FunctionSetting setting() {
    String name = Arn.name(function.arn());
    return FunctionSetting.of(name).with(function.environment()).at(function.root()).from(source);
  }

  EnricherTester.LoadedCall load(FunctionSetting setting) {
    LambdaFunction configured =
        function
            .withEnvironment(setting.environment().variables())
            .withLayers(List.of(setting.root()));
    var loaded =
        LocalFunctions.load(
            configured,
            setting.answeredHere(),
            new RunRecorder(setting.clock()),
            List.of(),
            Map.of());
    if (loaded instanceof LoadedFunction called) {
      return called::invoke;
    }
    throw new Fault(function.where(), function.logicalId() + " does not run here");
  }
}
