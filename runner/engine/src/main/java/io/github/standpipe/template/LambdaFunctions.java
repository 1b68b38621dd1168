package io.github.standpipe.template;

import io.github.standpipe.json.Fault;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Creates functions from resources. */
record LambdaFunctions(Scope scope) {
  private static final int MOST_SECONDS = 900;

  LambdaFunction of(Resource resource) {
    Properties own = resource.properties();
    boolean image = own.text("PackageType").filter("Image"::equals).isPresent();
    return new LambdaFunction(
        resource.logicalId(),
        new Attributes(resource, scope).arn(),
        image ? "" : own.requiredText("Runtime"),
        image ? "" : own.requiredText("Handler"),
        variables(own),
        layers(own),
        code(resource),
        resource.at().where(),
        inlineCode(own),
        builtCode(resource),
        number(own, "Timeout", LambdaFunction.TIMEOUT, MOST_SECONDS),
        number(own, "MemorySize", LambdaFunction.MEMORY, LambdaFunction.MEMORY));
  }

  private static Optional<String> inlineCode(Properties function) {
    try {
      Optional<Value> code = function.value("Code");
      return code.isPresent() && code.get() instanceof Value.Mapping
          ? function.child("Code", code.get()).text("ZipFile")
          : function.text("InlineCode");
    } catch (Fault e) {
      return Optional.empty(); // as code that is elsewhere
    }
  }

  private Optional<Path> builtCode(Resource resource) {
    return resource.type().startsWith("AWS::Serverless::")
        ? Optional.of(
            scope.file().resolveSibling(Path.of(".aws-sam", "build", resource.logicalId())))
        : Optional.empty();
  }

  /** A number; another one if only a deployment determines it. */
  private static int number(Properties function, String key, int standard, int unknown) {
    try {
      return function.whole(key).orElse(standard);
    } catch (Fault e) {
      return unknown;
    }
  }

  private static Map<String, String> variables(Properties function) {
    Properties variables = function.child("Environment").child("Variables");
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : variables.mapping().entries().keySet()) {
      text(variables, name).ifPresent(text -> texts.put(name, text));
    }
    return texts;
  }

  /** A variable with a secret that was not given is not set: no run on fixtures needs it. */
  private static Optional<String> text(Properties variables, String name) {
    try {
      return variables.text(name);
    } catch (DynamicReferences.UnknownSecret e) {
      return Optional.empty();
    }
  }

  /** The folders of its layers; a layer outside the template, such as an agent, has none. */
  private List<Path> layers(Properties function) {
    return function.list("Layers").stream()
        .map(layer -> scope.requiredText(layer, function.subject() + "'s layer"))
        .flatMap(arn -> scope.resources().ofArn(arn).stream())
        .filter(Resource::isLayer)
        .flatMap(layer -> local(layer, "ContentUri", "Content").stream())
        .toList();
  }

  private Optional<Path> code(Resource function) {
    return local(function, "CodeUri", "Code");
  }

  private Optional<Path> local(Resource resource, String sam, String plain) {
    LocalPaths paths = new LocalPaths(resource, scope);
    return Stream.of(paths.of(sam), paths.of(plain), paths.asset(plain), paths.hashed(plain))
        .flatMap(Optional::stream)
        .findFirst();
  }
}
