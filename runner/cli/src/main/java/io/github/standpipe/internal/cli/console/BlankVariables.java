package io.github.standpipe.internal.cli.console;

import java.nio.file.Path;
import java.util.Map;

/**
 * Variables of the AWS SDK that are set but blank count as unset here. The SDK would look for a
 * profile or a file with an empty name; its system properties take precedence over its variables.
 */
public record BlankVariables(Map<String, String> environment) {

  public void unset() {
    stand("AWS_PROFILE", "aws.profile", "default");
    stand("AWS_CONFIG_FILE", "aws.configFile", file("config"));
    stand("AWS_SHARED_CREDENTIALS_FILE", "aws.sharedCredentialsFile", file("credentials"));
  }

  private void stand(String variable, String property, String standard) {
    if (environment.getOrDefault(variable, "set").isBlank()
        && System.getProperty(property) == null) {
      System.setProperty(property, standard);
    }
  }

  private String file(String name) {
    String home = environment.getOrDefault("HOME", "");
    return Path.of(home.isBlank() ? System.getProperty("user.home") : home, ".aws", name)
        .toString();
  }
}
