package io.github.standpipe.internal.lookup;

import io.github.standpipe.enrich.Environment;
import io.github.standpipe.internal.signed.AwsVariables;
import io.github.standpipe.internal.signed.CredentialSource;
import io.github.standpipe.internal.signed.Credentials;
import io.github.standpipe.json.Fault;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * A service of AWS, as the environment's variables configure it.
 *
 * @param name the service's name in {@code AWS_ENDPOINT_URL_<SERVICE>}
 */
record Service(AwsVariables variables, String name) {
  static Service of(String name, Environment environment) {
    return new Service(new AwsVariables(environment.variables()), name);
  }

  /** A server that replaces AWS's own. */
  Optional<URI> endpoint() {
    return variables
        .endpointVariable(name)
        .map(variable -> endpoint(variable, variables.get(variable).orElse("")));
  }

  private static URI endpoint(String variable, String value) {
    try {
      URI endpoint = URI.create(value);
      if (endpoint.getHost() != null && endpoint.getScheme().matches("https?")) {
        return endpoint;
      }
    } catch (IllegalArgumentException e) {
      // reported below
    }
    throw new Fault(
        "environment variable " + variable,
        "is '" + value + "'; write http://HOST:PORT or https://HOST");
  }

  /** A server on loopback is not AWS and accepts any credentials, unless a profile is requested. */
  boolean takesAnyCredentials() {
    return variables.get("AWS_PROFILE").isEmpty()
        && endpoint().filter(Service::isLoopback).isPresent();
  }

  private static boolean isLoopback(URI endpoint) {
    return endpoint.getHost().matches("localhost|127\\..*|\\[::1]");
  }

  /** The region of the variables, or an arbitrary one for your own server. */
  Optional<String> region() {
    return variables.region().or(() -> endpoint().map(endpoint -> "us-east-1"));
  }

  /** The credentials of the variables, or those that the SDK finds if it is present. */
  CredentialSource credentials() {
    Credentials any = new Credentials("standpipe", "standpipe", "");
    return CredentialSource.of(variables, takesAnyCredentials() ? () -> any : Service::ofTheSdk);
  }

  private static Credentials ofTheSdk() throws IOException {
    try {
      return SdkChain.credentials();
    } catch (NoClassDefFoundError e) {
      return CredentialSource.none().get();
    }
  }

  /** The region of a call's address and signature. */
  String knownRegion() {
    String region = region().or(Service::regionOfTheSdk).orElse("");
    if (!region.matches("[a-z0-9-]{1,63}")) {
      String seen = region.isEmpty() ? "is not set" : "is '" + region + "'";
      throw new Fault(
          "environment variable AWS_REGION", seen + "; set it to a region such as eu-central-1");
    }
    return region;
  }

  private static Optional<String> regionOfTheSdk() {
    try {
      return SdkChain.region();
    } catch (NoClassDefFoundError e) {
      return Optional.empty();
    }
  }
}
