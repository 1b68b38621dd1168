package io.github.standpipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The workflows and actions run what can be run without GitHub: scripts of {@code .ci}, with few
 * permissions, and actions of known versions. {@code .ci/workflows} lints them.
 */
class WorkflowsTest {
  private static final Pattern SCRIPT = Pattern.compile("\"?(\\$\\w+/)?(\\.ci/[a-z-]+)\"?( \\S+)*");
  private static final Pattern VERSIONED =
      Pattern.compile("[\\w.-]+/[\\w./-]+@(v\\d+(\\.\\d+)*|[0-9a-f]{40})");
  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{");

  private static final Map<Path, Map<?, ?>> FILES = new TreeMap<>();

  @BeforeAll
  static void read() throws IOException {
    LoaderOptions strict = new LoaderOptions();
    strict.setAllowDuplicateKeys(false);
    for (Path file : files()) {
      Object parsed = new Yaml(new SafeConstructor(strict)).load(Files.readString(file));
      FILES.put(file, (Map<?, ?>) parsed);
    }
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> below = Files.walk(Path.of(".github"))) {
      Stream<Path> yaml = below.filter(file -> file.toString().endsWith(".yml"));
      return Stream.concat(yaml, Stream.of(Path.of("action.yml"))).toList();
    }
  }

  /** A job or an action: what has steps. */
  private record Steps(Path file, Map<?, ?> job, List<Map<?, ?>> steps) {}

  private static List<Steps> jobs() {
    List<Steps> jobs = new ArrayList<>();
    FILES.forEach((file, content) -> {
      Stream<?> all =
          content.get("jobs") instanceof Map<?, ?> named
              ? named.values().stream()
              : Stream.of(content.containsKey("runs") ? content.get("runs") : Map.of());
      all.map(job -> (Map<?, ?>) job)
          .filter(job -> job.get("steps") instanceof List)
          .forEach(job -> jobs.add(new Steps(file, job, maps(job.get("steps")))));
    });
    return jobs;
  }

  private static List<Map<?, ?>> maps(Object list) {
    return ((List<?>) list)
        .stream().<Map<?, ?>>map(one -> (Map<?, ?>) one).collect(Collectors.toList());
  }

  private static Stream<String> texts(String key) {
    return texts(key, jobs());
  }

  private static Stream<String> texts(String key, List<Steps> jobs) {
    return jobs.stream()
        .flatMap(job -> job.steps().stream())
        .filter(step -> step.containsKey(key))
        .map(step -> step.get(key).toString());
  }

  private static boolean isWorkflow(Path file) {
    return file.startsWith(Path.of(".github/workflows"));
  }

  @Test
  void haveStepsInEachWorkflowAndAction() {
    assertThat(FILES).hasSizeGreaterThan(7);
    assertThat(jobs()).extracting(Steps::file).contains(Path.of("action.yml"));
    assertThat(jobs()).allSatisfy(job -> assertThat(job.steps()).isNotEmpty());
    FILES.forEach((file, content) -> {
      if (isWorkflow(file)) {
        assertThat(jobs()).extracting(Steps::file).contains(file);
      }
    });
  }

  /** A script of a workflow file could not be run, nor seen to fail, anywhere else. */
  @Test
  void runNothingButScriptsOfThisRepository() {
    List<Steps> ofCi =
        jobs().stream()
            .filter(job -> isWorkflow(job.file()) || job.file().equals(Path.of("action.yml")))
            .collect(Collectors.toList());
    List<String> runs = texts("run", ofCi).toList();

    assertThat(runs).hasSizeGreaterThan(4);
    assertThat(runs)
        .allSatisfy(run -> {
          var script = SCRIPT.matcher(run.strip());
          assertThat(script.matches()).as(run).isTrue();
          assertThat(Path.of(script.group(2))).as(run).isExecutable();
        });
    assertThat(runs).contains(".ci/run");
  }

  /** Other actions have their scripts beside them. */
  @Test
  void findTheScriptsBesideAnAction() {
    Pattern beside = Pattern.compile("\\$GITHUB_ACTION_PATH/([\\w./-]+)");

    jobs()
        .forEach(job ->
            texts("run", List.of(job))
                .flatMap(run -> beside.matcher(run).results())
                .map(found -> job.file().resolveSibling(found.group(1)))
                .forEach(script -> assertThat(script).exists()));
  }

  /** Text of a pull request, such as its title, would become part of the script. */
  @Test
  void putNoExpressionIntoAScript() {
    assertThat(texts("run").filter(run -> EXPRESSION.matcher(run).find())).isEmpty();
  }

  @Test
  void useActionsOfAVersion() {
    List<String> used = texts("uses").filter(action -> !action.startsWith("./")).toList();

    assertThat(used).isNotEmpty().allMatch(action -> VERSIONED.matcher(action).matches());
  }

  @Test
  void askForFewPermissions() {
    FILES.forEach((file, content) -> {
      if (isWorkflow(file)) {
        assertThat((Map<?, ?>) content.get("permissions"))
            .as(file.toString())
            .isEqualTo(Map.of("contents", "read"));
        assertThat(((Map<?, ?>) content.get(on(content))).containsKey("pull_request_target"))
            .as(file.toString())
            .isFalse();
      }
    });
    jobs().stream()
        .filter(job -> job.job().get("permissions") instanceof Map)
        .forEach(job ->
            assertThat(written(job))
                .as(job.file().toString())
                .allMatch(name -> isNeeded(job, name)));
  }

  /** YAML 1.1 reads the key {@code on} as a boolean. */
  private static Object on(Map<?, ?> content) {
    return content.containsKey("on") ? "on" : Boolean.TRUE;
  }

  private static List<String> written(Steps job) {
    Map<?, ?> permissions = (Map<?, ?>) job.job().get("permissions");
    return permissions.entrySet().stream()
        .filter(one -> one.getValue().equals("write"))
        .map(one -> one.getKey().toString())
        .toList();
  }

  private static boolean isNeeded(Steps job, String permission) {
    Collection<String> by =
        switch (permission) {
          case "security-events" -> List.of("./", "github/codeql-action/upload-sarif");
          case "pages", "id-token" -> List.of("actions/deploy-pages", "actions/attest");
          case "contents", "attestations" -> List.of(".ci/publish", "actions/attest");
          default -> List.of();
        };
    return job.steps().stream()
        .map(Object::toString)
        .anyMatch(step -> by.stream().anyMatch(step::contains));
  }

  @Test
  void keepNoTokenInACheckoutAndEndByThemselves() {
    List<Map<?, ?>> checkouts =
        jobs().stream()
            .flatMap(job -> job.steps().stream())
            .filter(step -> String.valueOf(step.get("uses")).startsWith("actions/checkout@"))
            .collect(Collectors.toList());

    assertThat(checkouts)
        .isNotEmpty()
        .allSatisfy(step ->
            assertThat(((Map<?, ?>) step.get("with")).get("persist-credentials")).isEqualTo(false));
    assertThat(jobs())
        .filteredOn(job -> isWorkflow(job.file()))
        .allSatisfy(job -> assertThat(job.job().get("timeout-minutes")).isNotNull());
  }

  @Test
  void verifyOnEachSystemAndJdk() {
    Map<?, ?> jobs = (Map<?, ?>) FILES.get(Path.of(".github/workflows/ci.yml")).get("jobs");
    Map<?, ?> strategy = (Map<?, ?>) ((Map<?, ?>) jobs.get("verify")).get("strategy");
    Map<?, ?> matrix = (Map<?, ?>) strategy.get("matrix");

    assertThat(matrix.get("java")).isEqualTo(List.of("21", "25"));
    assertThat(matrix.get("os").toString()).contains("ubuntu-", "macos-", "windows-");
  }
}
