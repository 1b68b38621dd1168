package io.github.standpipe.internal.local;

import io.github.standpipe.json.Arn;
import io.github.standpipe.json.Fault;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The external servers that the environment names with the AWS SDK's own variables: {@code
 * AWS_ENDPOINT_URL_SQS}, {@code AWS_ENDPOINT_URL_SFN}, and {@code AWS_ENDPOINT_URL} for both.
 *
 * <p>The region is {@code AWS_REGION}, or that of the ARN. Credentials come from the system
 * properties, the environment or the profile; without any, invented ones are used, because a local
 * server accepts any. Instance metadata is not used, so nothing waits for a network.
 */
public final class Servers {
  private static final AwsCredentialsProvider MADE_UP =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("standpipe", "standpipe"));

  private static final int HIGHEST_PORT = 65_535;

  private final Map<String, String> environment;
  private final Optional<URI> sqs;
  private final Optional<URI> stepFunctions;

  private Servers(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
    this.sqs = endpoint(environment, "AWS_ENDPOINT_URL_SQS");
    this.stepFunctions = endpoint(environment, "AWS_ENDPOINT_URL_SFN");
  }

  /**
   * Reads the environment.
   *
   * @throws Fault for an endpoint that is not a URL
   */
  public static Servers of(Map<String, String> environment) {
    return new Servers(environment);
  }

  /** The server of the queue; empty for the embedded one. */
  public Optional<URI> sqs() {
    return sqs;
  }

  /** The server to start executions on; empty if they are only recorded. */
  public Optional<URI> stepFunctions() {
    return stepFunctions;
  }

  /**
   * The server that a variable names, or {@code AWS_ENDPOINT_URL}; empty if neither is set.
   *
   * @throws Fault for an endpoint that is not a URL
   */
  public Optional<URI> server(String variable) {
    return endpoint(environment, variable);
  }

  /**
   * The server in a service's own variable, else the one for all services; a blank variable counts
   * as unset.
   *
   * @throws Fault for an endpoint that is not a URL
   */
  public static Optional<URI> endpoint(Map<String, String> environment, String own) {
    if ("true".equalsIgnoreCase(environment.get("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"))) {
      return Optional.empty();
    }
    return Stream.of(own, "AWS_ENDPOINT_URL")
        .filter(name -> !environment.getOrDefault(name, "").isBlank())
        .findFirst()
        .map(name -> url(name, environment.getOrDefault(name, "")));
  }

  private static URI url(String name, String value) {
    try {
      URI url = new URI(value.strip());
      boolean http = List.of("http", "https").contains(url.getScheme());
      if (http && url.getHost() != null && url.getPort() <= HIGHEST_PORT) {
        return url;
      }
    } catch (URISyntaxException e) {
      // reported below, like a URL that is not HTTP
    }
    throw new Fault(
        "environment variable " + name,
        "is '" + value + "'; write a URL such as http://127.0.0.1:4566");
  }

  /** A client of the external queue server, for the region of the environment or of the ARN. */
  SqsClient sqsClient(URI endpoint, String arn) {
    return configured(SqsClient.builder(), endpoint, region(arn), credentials())
        .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .httpClient(http())
        .build();
  }

  SfnClient sfnClient(URI endpoint, String arn) {
    return configured(SfnClient.builder(), endpoint, region(arn), credentials())
        .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.standardRetryStrategy()))
        .httpClient(http())
        .build();
  }

  /** A client of a bus, for the region of the environment or of the ARN. */
  EventBridgeClient eventsClient(URI endpoint, String arn) {
    return configured(EventBridgeClient.builder(), endpoint, regionOf(arn), credentials())
        .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.standardRetryStrategy()))
        .httpClient(http())
        .build();
  }

  /** The region of the environment, or of an ARN. */
  String regionOf(String arn) {
    String region = environment.getOrDefault("AWS_REGION", "");
    return region.isBlank() ? Arn.region(arn) : region;
  }

  /** A client of the embedded server; it does not read the machine's configuration. */
  static SqsClient sqsClient(EmbeddedSqs server) {
    ProfileFile none = ProfileFile.aggregator().build();
    return configured(SqsClient.builder(), server.endpoint(), server.region(), MADE_UP)
        .overrideConfiguration(
            o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()).defaultProfileFile(none))
        .httpClient(http())
        .build();
  }

  private static <B extends AwsClientBuilder<B, ?>> B configured(
      B builder, URI endpoint, String region, AwsCredentialsProvider credentials) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.of(region))
        .credentialsProvider(credentials);
  }

  /** Receives wait up to 20 seconds; after 30 there will be no answer. */
  static SdkHttpClient http() {
    return ApacheHttpClient.builder()
        .maxConnections(200)
        .connectionTimeout(Duration.ofSeconds(2))
        .socketTimeout(Duration.ofSeconds(30))
        .build();
  }

  private String region(String arn) {
    String region = environment.getOrDefault("AWS_REGION", "");
    return region.isBlank() ? QueueArn.of(arn).region() : region;
  }

  AwsCredentialsProvider credentials() {
    List<AwsCredentialsProvider> chain = new ArrayList<>();
    chain.add(SystemPropertyCredentialsProvider.create());
    ofEnvironment().map(StaticCredentialsProvider::create).ifPresent(chain::add);
    String profile = environment.getOrDefault("AWS_PROFILE", "");
    chain.add(
        profile.isBlank()
            ? ProfileCredentialsProvider.create()
            : ProfileCredentialsProvider.create(profile));
    chain.add(MADE_UP);
    return AwsCredentialsProviderChain.of(chain.toArray(AwsCredentialsProvider[]::new));
  }

  private Optional<AwsCredentials> ofEnvironment() {
    String id = environment.getOrDefault("AWS_ACCESS_KEY_ID", "");
    String secret = environment.getOrDefault("AWS_SECRET_ACCESS_KEY", "");
    String session = environment.getOrDefault("AWS_SESSION_TOKEN", "");
    if (id.isBlank() || secret.isBlank()) {
      return Optional.empty();
    }
    return Optional.of(
        session.isBlank()
            ? AwsBasicCredentials.create(id, secret)
            : AwsSessionCredentials.create(id, secret, session));
  }
}
