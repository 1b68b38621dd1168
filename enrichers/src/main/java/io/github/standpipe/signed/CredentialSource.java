package io.github.standpipe.signed;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** Where the credentials of a call come from. */
@FunctionalInterface
public interface CredentialSource {

  /**
   * Credentials that are valid now.
   *
   * @throws CredentialsException when there are none
   */
  Credentials get() throws IOException;

  /** Says that there are none. */
  static CredentialSource none() {
    return () -> {
      throw new CredentialsException("there are no credentials; AWS_ACCESS_KEY_ID is not set");
    };
  }

  /**
   * Where Lambda keeps a function's credentials: in its environment variables, or, under SnapStart,
   * behind the address that {@code AWS_CONTAINER_CREDENTIALS_FULL_URI} names.
   *
   * @param others asked where neither is set
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
