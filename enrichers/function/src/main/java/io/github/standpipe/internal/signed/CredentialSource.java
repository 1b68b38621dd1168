package io.github.standpipe.internal.signed;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** The source of a call's credentials. */
@FunctionalInterface
public interface CredentialSource {

  /**
   * Credentials that are valid now.
   *
   * @throws CredentialsException if there are none
   */
  Credentials get() throws IOException;

  /** A source without credentials. */
  static CredentialSource none() {
    return () -> {
      throw new CredentialsException(
          "no credentials are configured; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
    };
  }

  /**
   * Where Lambda keeps a function's credentials: in its environment variables, or, under SnapStart,
   * behind the address that {@code AWS_CONTAINER_CREDENTIALS_FULL_URI} names.
   *
   * @param others the source to use if neither is set
   */
  static CredentialSource of(AwsVariables variables, CredentialSource others) {
    Optional<String> id = variables.get("AWS_ACCESS_KEY_ID");
    Optional<String> secret = variables.get("AWS_SECRET_ACCESS_KEY");
    if (id.isPresent() && secret.isPresent()) {
      String token = variables.get("AWS_SESSION_TOKEN").orElse("");
      Credentials credentials = new Credentials(id.get(), secret.get(), token);
      return () -> credentials;
    }
    Optional<String> container = variables.get("AWS_CONTAINER_CREDENTIALS_FULL_URI");
    return container.isEmpty()
        ? others
        : new ContainerCredentials(
            URI.create(container.get()),
            variables.get("AWS_CONTAINER_AUTHORIZATION_TOKEN").orElse(""));
  }
}
