package io.github.standpipe.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.standpipe.template.LambdaFunction;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FunctionVariablesTest {
  private static final Map<String, String> SHELL =
      Map.of(
          "PATH", "/bin",
          "HOME", "/home/me",
          "AWS_PROFILE", "production",
          "AWS_SECRET_ACCESS_KEY", "secret",
          "NODE_OPTIONS", "--inspect",
          "PYTHONPATH", "/mine",
          "GITHUB_TOKEN", "secret");

  private static LambdaFunction function(String runtime, Map<String, String> variables) {
    return new LambdaFunction(
        "Fn",
        "arn:aws:lambda:eu-west-1:123456789012:function:fn",
        runtime,
        "app.handler",
        variables,
        List.of(Path.of("/layer")),
        Optional.empty(),
        "t.yaml:7",
        Optional.empty(),
        Optional.empty(),
        3,
        256);
  }

  private static Map<String, String> expected(String runtime) {
    Map<String, String> expected = new TreeMap<>();
    expected.put("PATH", "/bin");
    expected.put("HOME", "/home/me");
    expected.put("LANG", "en_US.UTF-8");
    expected.put("TZ", ":UTC");
    expected.put("_HANDLER", "app.handler");
    expected.put("LAMBDA_TASK_ROOT", "/code");
    expected.put("LAMBDA_RUNTIME_DIR", "/code");
    expected.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + runtime);
    expected.put("AWS_LAMBDA_FUNCTION_NAME", "fn");
    expected.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    expected.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256");
    expected.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/fn");
    expected.put("AWS_LAMBDA_LOG_STREAM_NAME", "standpipe");
    expected.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    expected.put("AWS_REGION", "eu-west-1");
    expected.put("AWS_DEFAULT_REGION", "eu-west-1");
    return expected;
  }

  @Test
  void hasWhatLambdaSetsAndNothingOfThisMachine() {
    Map<String, String> expected = expected("nodejs22.x");
    expected.put("OWN", "value");
    expected.put("AWS_ACCESS_KEY_ID", "test");
    expected.put("AWS_SECRET_ACCESS_KEY", "test");
    expected.put("AWS_SESSION_TOKEN", "test");
    expected.put("AWS_EC2_METADATA_DISABLED", "true");
    expected.put("AWS_CONFIG_FILE", "/dev/null");
    expected.put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
    expected.put(
        "NODE_PATH",
        String.join(
            File.pathSeparator,
            "/layer/nodejs/node_modules",
            "/layer/nodejs/node22/node_modules",
            "/layer",
            "/packages"));
    assertThat(
            new FunctionVariables(
                    function("nodejs22.x", Map.of("OWN", "value")), Language.NODEJS, SHELL)
                .all(Path.of("/code"), List.of(Path.of("/packages")), false))
        .isEqualTo(expected);
  }

  @Test
  void hasTheFunctionsOwnTimeZoneAndPathAndNoDummiesIfItIsLive() {
    Map<String, String> expected = expected("python3.12");
    expected.put("TZ", "Europe/Vienna");
    expected.put("AWS_ACCESS_KEY_ID", "key of the shell");
    expected.put("PYTHONUTF8", "1");
    expected.put(
        "PYTHONPATH",
        String.join(
            File.pathSeparator,
            "/layer/python",
            "/layer/python/lib/python3.12/site-packages",
            "/layer",
            "/opt/own"));
    Map<String, String> own =
        Map.of(
            "TZ", "Europe/Vienna",
            "PYTHONPATH", "/opt/own",
            "AWS_REGION", "is reserved",
            "AWS_ACCESS_KEY_ID", "key of the shell");
    assertThat(
            new FunctionVariables(function("python3.12", own), Language.PYTHON, SHELL)
                .all(Path.of("/code"), List.of(), true))
        .isEqualTo(expected);
  }

  @Test
  void saysWhichRuntimeIsMissing() {
    ForeignRuntime runtime =
        new ForeignRuntime(
            function("python3.12", Map.of()), Language.PYTHON, Map.of("PATH", "/no"));
    assertThat(runtime.missing().orElseThrow())
        .hasMessage(
            "t.yaml:7: Fn runs on python3.12, and python3.12 or python3 or python is not on the"
                + " PATH; install Python 3.12, or give its answer in fixtures, such as"
                + " enrichment.json");
    assertThat(Language.of("java21")).isEmpty();
    assertThat(Language.of("nodejs")).isEmpty();
    assertThat(Language.of("ruby3.3")).isEmpty();
  }
}
