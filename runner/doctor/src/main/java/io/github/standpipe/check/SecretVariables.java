package io.github.standpipe.check;

import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether a variable holds a secret itself rather than the place where it is kept. */
final class SecretVariables {
  private static final Pattern NAME =
      Pattern.compile(
          "(?i)(.*_)?(password|passwd|secret|secret_?key|api_?key|access_?key|private_?key|auth_?token"
              + "|access_?token|bearer_?token|token|credentials)");
  private static final Pattern VALUE =
      Pattern.compile(
          "(AKIA|ASIA)[0-9A-Z]{16}|-----BEGIN [A-Z ]*PRIVATE KEY.*|gh[pousr]_\\w{30,}",
          Pattern.DOTALL);
  private static final Pattern REFERENCE =
      Pattern.compile(
          "arn:.*|/.*|https?:.*|s3:.*|\\{\\{resolve:.*|true|false|\\d{0,4}|<.*>|\\$\\{.*");

  private SecretVariables() {}

  /** The kind of secret that a variable holds; empty if it may not be a secret. */
  static Optional<String> kind(String name, Property value, Template template) {
    String written = value.written().orElse("");
    if (value.names().stream().anyMatch(template::isSecret)) {
      return Optional.of("a NoEcho parameter");
    }
    boolean open =
        VALUE.matcher(written).matches()
            || NAME.matcher(name).matches()
                && !written.isBlank()
                && !REFERENCE.matcher(written).matches();
    return open ? Optional.of("what its name says is a secret") : Optional.empty();
  }
}
