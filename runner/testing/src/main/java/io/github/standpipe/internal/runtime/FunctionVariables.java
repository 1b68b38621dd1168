package io.github.standpipe.internal.runtime;

import io.github.standpipe.json.Arn;
import io.github.standpipe.template.LambdaFunction;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The environment of a function: its own variables and those that Lambda sets. Of this machine's it
 * gets only what programs need to start.
 */
record FunctionVariables(LambdaFunction function, Language language, Map<String, String> shell) {
  private static final String NOWHERE =
      File.separatorChar == '/' ? "/dev/null" : "NUL"; // no profile, and so no credentials
  private static final List<String> OF_THE_MACHINE =
      List.of("PATH", "HOME", "TMPDIR", "SystemRoot", "TEMP", "TMP", "USERPROFILE");

  Map<String, String> all(Path root, List<Path> packages, boolean isLive) {
    Map<String, String> all = new TreeMap<>();
    OF_THE_MACHINE.stream()
        .filter(shell::containsKey)
        .forEach(name -> all.put(name, shell.getOrDefault(name, "")));
    all.put("LANG", "en_US.UTF-8");
    all.put("TZ", ":UTC");
    if (!isLive) {
      all.putAll(withoutAccount());
    }
    all.putAll(function.environment());
    all.putAll(reserved(root));
    all.put(language.pathVariable(), path(packages));
    if (language == Language.PYTHON) {
      all.put("PYTHONUTF8", "1");
    }
    return all;
  }

  private static Map<String, String> withoutAccount() {
    return Map.of(
        "AWS_ACCESS_KEY_ID", "test",
        "AWS_SECRET_ACCESS_KEY", "test",
        "AWS_SESSION_TOKEN", "test",
        "AWS_EC2_METADATA_DISABLED", "true",
        "AWS_CONFIG_FILE", NOWHERE,
        "AWS_SHARED_CREDENTIALS_FILE", NOWHERE);
  }

  private Map<String, String> reserved(Path root) {
    String name = Arn.name(function.arn());
    String region = Arn.region(function.arn());
    Map<String, String> reserved = new TreeMap<>();
    reserved.put("_HANDLER", function.handler());
    reserved.put("LAMBDA_TASK_ROOT", root.toString());
    reserved.put("LAMBDA_RUNTIME_DIR", root.toString());
    reserved.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + function.runtime());
    reserved.put("AWS_LAMBDA_FUNCTION_NAME", name);
    reserved.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    reserved.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMegabytes()));
    reserved.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + name);
    reserved.put("AWS_LAMBDA_LOG_STREAM_NAME", "standpipe");
    reserved.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    if (!region.isEmpty()) {
      reserved.put("AWS_REGION", region);
      reserved.put("AWS_DEFAULT_REGION", region);
    }
    return reserved;
  }

  /** The code of its layers, then its own path, then its dependencies. */
  private String path(List<Path> packages) {
    List<String> folders = new ArrayList<>();
    for (Path layer : function.layers()) {
      folders.addAll(folders(layer.toAbsolutePath().normalize()));
    }
    String own = function.environment().getOrDefault(language.pathVariable(), "");
    folders.add(own);
    packages.forEach(folder -> folders.add(folder.toString()));
    return folders.stream()
        .filter(folder -> !folder.isEmpty())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private List<String> folders(Path layer) {
    Path below = layer.resolve(language.layerFolder());
    Stream<Path> folders =
        language == Language.NODEJS
            ? Stream.of(below, layer.resolve("nodejs/node" + version() + "/node_modules"), layer)
            : Stream.of(below, below.resolve("lib/python" + version() + "/site-packages"), layer);
    return folders.map(Path::toString).toList();
  }

  private String version() {
    return language.version(function.runtime()).orElse("");
  }
}
