package io.github.standpipe.internal.runtime;

import io.github.standpipe.json.Fault;
import io.github.standpipe.template.LambdaFunction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The runtime of a function in another language, as this machine has it.
 *
 * @param function whose {@code Runtime} is of the language
 * @param shell the environment of this process
 */
public record ForeignRuntime(
    LambdaFunction function, Language language, Map<String, String> shell) {
  /** What else can be done about a function that cannot be called here. */
  public static final String ANSWERED = "or give its answer in fixtures, such as enrichment.json";

  private static final Set<String> NOTED = ConcurrentHashMap.newKeySet();

  /** The runtime of a function; empty for Java, a language without a runtime here, and images. */
  public static Optional<ForeignRuntime> of(LambdaFunction function) {
    return Language.of(function.runtime())
        .map(language -> new ForeignRuntime(function, language, System.getenv()));
  }

  private Optional<InstalledRuntime> installed() {
    return InstalledRuntime.find(language, version(), shell.getOrDefault("PATH", ""));
  }

  private String version() {
    return language.version(function.runtime()).orElseThrow();
  }

  /** Why it cannot run here; empty if it can. */
  public Optional<Fault> missing() {
    return installed().isPresent() ? Optional.empty() : Optional.of(fault());
  }

  private Fault fault() {
    return new Fault(
        function.where(),
        function.logicalId()
            + " runs on "
            + function.runtime()
            + ", and "
            + String.join(" or ", language.programs(version()))
            + " is not on the PATH; install "
            + language.title()
            + " "
            + version()
            + ", "
            + ANSWERED);
  }

  /** What differs from Lambda, once for each function; empty if nothing does. */
  public Optional<String> note() {
    return installed()
        .filter(one -> !one.isVersion(version()) && NOTED.add(function.arn()))
        .map(one ->
            "standpipe: %s asks for %s and runs on %s %s here"
                .formatted(
                    function.logicalId(), function.runtime(), language.title(), one.version()));
  }

  /**
   * How its processes are started.
   *
   * @param root the folder that stands for {@code /var/task}
   * @param packages more folders with its dependencies
   * @param isLive whether it calls AWS, with the function's variables
   * @param isFixed whether time and ids are those of the call, so that a case can be repeated
   * @throws Fault if the runtime is not on this machine
   */
  public FunctionLaunch launch(Path root, List<Path> packages, boolean isLive, boolean isFixed) {
    InstalledRuntime runtime = installed().orElseThrow(this::fault);
    List<String> command = new ArrayList<>(List.of(runtime.program()));
    command.addAll(flags(runtime));
    command.add(RuntimeFiles.bootstrap(language).toString());
    command.add(isFixed ? "fixed" : "live");
    command.add(Integer.toString(function.timeoutSeconds()));
    return new FunctionLaunch(
        function.where() + ": " + function.logicalId(),
        command,
        root,
        new FunctionVariables(function, language, shell).all(root, packages, isLive),
        isLive);
  }

  private List<String> flags(InstalledRuntime runtime) {
    if (language == Language.PYTHON) {
      return List.of("-u", "-B");
    }
    String own = function.environment().getOrDefault("NODE_OPTIONS", "");
    return runtime.flags().stream()
        .filter(flag -> isSetOnLambda(flag) && !own.contains(flag.replace("--no-", "--")))
        .toList();
  }

  /** Lambda switches off what these versions have as experiments. */
  private boolean isSetOnLambda(String flag) {
    return version().equals("22") || version().equals("20") && flag.endsWith("require-module");
  }
}
