package io.github.standpipe.lookup;

import io.github.standpipe.enrich.Environment;
import io.github.standpipe.enrich.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * How clients of AWS are made: by the variables that Lambda sets and the SDK knows, read here so
 * that no profile is searched for while a function starts; what they leave open the SDK finds.
 *
 * @param service the service's name in {@code AWS_ENDPOINT_URL_<SERVICE>}
 */
record Aws(Environment environment, String service, Duration timeout) {

  /** A client's settings; retries are made by {@link Search}, which knows the deadline. */
  <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configured(
      B builder, SdkHttpClient http) {
    builder
        .httpClient(http)
        .credentialsProvider(credentials())
        .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()));
    endpoint().ifPresent(builder::endpointOverride);
    variable("AWS_REGION")
        .or(() -> variable("AWS_DEFAULT_REGION"))
        .or(() -> endpoint().map(endpoint -> "us-east-1")) // it only goes into the signature
        .map(Region::of)
        .ifPresent(builder::region);
    return builder;
  }

  SdkHttpClient http() {
    return UrlConnectionHttpClient.builder()
        .connectionTimeout(timeout)
        .socketTimeout(timeout)
        .build();
  }

  Optional<URI> endpoint() {
    return Stream.of("AWS_ENDPOINT_URL_" + service, "AWS_ENDPOINT_URL")
        .flatMap(name -> variable(name).map(value -> endpoint(name, value)).stream())
        .findFirst();
  }

  private static URI endpoint(String name, String value) {
    try {
      URI endpoint = URI.create(value);
      if (endpoint.getHost() != null) {
        return endpoint;
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw new Fault(
        "environment variable " + name,
        "is '" + value + "'; write http://HOST:PORT or https://HOST");
  }

  /**
   * On Lambda they stand in variables; with SnapStart, which must not keep any in its snapshot, the
   * container's end point gives them out. A server on loopback is no AWS and takes any. Elsewhere
   * the SDK looks where it always does.
   */
  private AwsCredentialsProvider credentials() {
    Map<String, String> variables = environment.variables();
    Optional<String> id = variable("AWS_ACCESS_KEY_ID");
    Optional<String> secret = variable("AWS_SECRET_ACCESS_KEY");
    if (id.isPresent() && secret.isPresent()) {
      return StaticCredentialsProvider.create(session(id.get(), secret.get()));
    }
    if (variables.getOrDefault("AWS_PROFILE", "").isBlank()
        && endpoint().filter(Aws::isLoopback).isPresent()) {
      return StaticCredentialsProvider.create(session("standpipe", "standpipe"));
    }
    return variables.containsKey("AWS_CONTAINER_CREDENTIALS_FULL_URI")
        ? ContainerCredentialsProvider.create()
        : DefaultCredentialsProvider.builder().build();
  }

  private static boolean isLoopback(URI endpoint) {
    return endpoint.getHost().matches("localhost|127\\..*|\\[::1]");
  }

  private AwsCredentials session(String id, String secret) {
    return variable("AWS_SESSION_TOKEN")
        .<AwsCredentials>map(token -> AwsSessionCredentials.create(id, secret, token))
        .orElseGet(() -> AwsBasicCredentials.create(id, secret));
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.variables().get(name)).filter(value -> !value.isBlank());
  }
}
