package io.github.standpipe.template;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Creates functions from resources. */
record LambdaFunctions(Scope scope) {

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
        resource.at().where());
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
    return Stream.of(paths.of(sam), paths.of(plain), paths.asset(plain))
        .flatMap(Optional::stream)
        .findFirst();
  }
}
