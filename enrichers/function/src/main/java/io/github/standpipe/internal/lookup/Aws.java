package io.github.standpipe.internal.lookup;

import io.github.standpipe.internal.signed.AwsVariables;
import java.time.Duration;
import java.util.Optional;
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
 * Configures AWS clients with the variables that Lambda sets and the SDK knows. They are read here
 * so that a starting function does not search for profiles; the SDK finds what they do not set.
 */
record Aws(Service service, Duration timeout) {

  /** A client's settings; retries are made by {@link Search}, which knows the deadline. */
  <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configured(
      B builder, SdkHttpClient http) {
    builder
        .httpClient(http)
        .credentialsProvider(credentials())
        .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()));
    service.endpoint().ifPresent(builder::endpointOverride);
    service.region().map(Region::of).ifPresent(builder::region);
    return builder;
  }

  SdkHttpClient http() {
    return UrlConnectionHttpClient.builder()
        .connectionTimeout(timeout)
        .socketTimeout(timeout)
        .build();
  }

  /**
   * On Lambda credentials are in variables; with SnapStart, which must not keep any in its
   * snapshot, they come from the container's endpoint. A server on loopback is not AWS and accepts
   * any. Elsewhere the SDK searches as usual.
   */
  private AwsCredentialsProvider credentials() {
    AwsVariables variables = service.variables();
    Optional<String> id = variables.get("AWS_ACCESS_KEY_ID");
    Optional<String> secret = variables.get("AWS_SECRET_ACCESS_KEY");
    if (id.isPresent() && secret.isPresent()) {
      return StaticCredentialsProvider.create(session(id.get(), secret.get()));
    }
    if (service.takesAnyCredentials()) {
      return StaticCredentialsProvider.create(session("standpipe", "standpipe"));
    }
    return variables.get("AWS_CONTAINER_CREDENTIALS_FULL_URI").isPresent()
        ? ContainerCredentialsProvider.create()
        : DefaultCredentialsProvider.builder().build();
  }

  private AwsCredentials session(String id, String secret) {
    return service
        .variables()
        .get("AWS_SESSION_TOKEN")
        .<AwsCredentials>map(token -> AwsSessionCredentials.create(id, secret, token))
        .orElseGet(() -> AwsBasicCredentials.create(id, secret));
  }
}
