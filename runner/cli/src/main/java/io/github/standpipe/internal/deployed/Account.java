package io.github.standpipe.internal.deployed;

import io.github.standpipe.internal.local.ServerQueues;
import io.github.standpipe.internal.local.Servers;
import io.github.standpipe.internal.local.ServiceRegion;
import io.github.standpipe.internal.local.SignedHttp;
import io.github.standpipe.json.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.endpoint.AwsClientEndpointProvider;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.pipes.PipesClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * An AWS account in one region, both found as the SDK finds them: {@code AWS_REGION}, {@code
 * AWS_PROFILE}, {@code AWS_ACCESS_KEY_ID}, the files in {@code ~/.aws}, {@code
 * AWS_ENDPOINT_URL_PIPES} and so on.
 */
public final class Account implements AutoCloseable {
  private static final Duration LONGEST_CALL = Duration.ofSeconds(30);
  private static final String BUSES = "AWS_ENDPOINT_URL_EVENTBRIDGE";
  private static final String QUEUES = "AWS_ENDPOINT_URL_SQS";

  private final Region region;
  private final Optional<String> profile;
  private final AwsCredentialsProvider credentials;
  private final Duration call;
  private final SdkHttpClient http;

  /** The servers to call instead of those that the SDK finds, by variable. */
  private final Map<String, URI> servers;

  private Account(
      Region region,
      Optional<String> profile,
      AwsCredentialsProvider credentials,
      Duration call,
      Map<String, URI> servers) {
    this.servers = Map.copyOf(servers);
    this.region = region;
    this.profile = profile;
    this.credentials = credentials;
    this.call = call;
    this.http =
        ApacheHttpClient.builder()
            .connectionTimeout(Duration.ofSeconds(5))
            .socketTimeout(call)
            .build();
  }

  /**
   * Finds region and credentials.
   *
   * @param region replaces the one that the SDK finds
   * @param profile replaces {@code AWS_PROFILE}
   * @param patience time limit of one call, retries included; capped at 30 seconds
   * @throws Fault if there is no region or no credentials
   */
  public static Account open(Optional<String> region, Optional<String> profile, Duration patience) {
    Region found = region.map(Region::of).orElseGet(() -> region(profile));
    return new Account(found, profile, credentials(profile), call(patience), Map.of());
  }

  /**
   * The buses and queues of a run on this machine, which accept any credentials.
   *
   * @param patience as for {@link #open}
   */
  public static Account onThisMachine(URI buses, URI queues, String region, Duration patience) {
    return new Account(
        Region.of(region),
        Optional.empty(),
        StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")),
        call(patience),
        Map.of(BUSES, buses, QUEUES, queues));
  }

  private static Duration call(Duration patience) {
    return patience.compareTo(LONGEST_CALL) < 0 ? patience : LONGEST_CALL;
  }

  private static Region region(Optional<String> profile) {
    try {
      DefaultAwsRegionProviderChain.Builder chain = DefaultAwsRegionProviderChain.builder();
      profile.ifPresent(chain::profileName);
      return chain.build().getRegion();
    } catch (SdkException | IllegalArgumentException e) {
      throw new Fault("there is no AWS region; set AWS_REGION, or pass --region");
    }
  }

  private static AwsCredentialsProvider credentials(Optional<String> profile) {
    DefaultCredentialsProvider.Builder builder = DefaultCredentialsProvider.builder();
    profile.ifPresent(builder::profileName);
    try {
      DefaultCredentialsProvider provider = builder.build();
      provider.resolveCredentials();
      return provider;
    } catch (SdkException | IllegalArgumentException e) {
      throw new Fault(
          profile.map(name -> "profile " + name + ": ").orElse("")
              + "there are no AWS credentials; set AWS_PROFILE, or AWS_ACCESS_KEY_ID and"
              + " AWS_SECRET_ACCESS_KEY"
              + profiles(String.valueOf(e.getMessage())));
    }
  }

  /**
   * Profiles with a login need libraries that are not included; the AWS CLI can export their
   * credentials.
   */
  private static String profiles(String message) {
    return message.contains("class path") || message.contains("classpath")
        ? " (for a profile that logs in: aws configure export-credentials --format env)"
        : "";
  }

  /** The region's name, such as {@code eu-west-1}. */
  public String region() {
    return region.id();
  }

  /** The partition in ARNs, such as {@code aws-cn}. */
  public String partition() {
    return ServiceRegion.partition(region);
  }

  /** Its pipes. */
  public DeployedPipes pipes() {
    return new DeployedPipes(
        configured(PipesClient.builder(), "AWS_ENDPOINT_URL_PIPES", PipesClient.serviceMetadata())
            .build(),
        region.id());
  }

  /** Its event buses and their archives. */
  public Buses buses() {
    return new Buses(
        configured(EventBridgeClient.builder(), BUSES, EventBridgeClient.serviceMetadata()).build(),
        region.id());
  }

  /** The queue of an ARN. */
  public DeployedQueue queue(String arn) {
    return DeployedQueue.find(sqs(), arn);
  }

  /** Its queues. */
  public ServerQueues queues() {
    String suffix = partition().equals("aws-cn") ? ".amazonaws.com.cn" : ".amazonaws.com";
    URI endpoint = URI.create("https://sqs." + region.id() + suffix);
    return ServerQueues.of(sqs(), endpoint);
  }

  /** Signed calls to any of its services. */
  public SignedHttp signed() {
    return new SignedHttp(http, credentials, region, this::endpoint);
  }

  /**
   * {@return the server of a service, as the SDK's clients find it: named by the environment, the
   * profile or nobody}
   */
  public URI endpoint(SignedHttp.Endpoint endpoint) {
    String variable = "AWS_ENDPOINT_URL_" + endpoint.variable();
    ServiceMetadata service = ServiceMetadata.of(endpoint.prefix());
    return besideBlank(variable, service)
        .orElseGet(() ->
            AwsClientEndpointProvider.builder()
                .serviceEndpointOverrideEnvironmentVariable(variable)
                .serviceEndpointOverrideSystemProperty("aws.endpointUrl" + endpoint.property())
                .serviceProfileProperty(endpoint.variable().toLowerCase(Locale.ROOT))
                .serviceEndpointPrefix(endpoint.prefix())
                .defaultProtocol("https")
                .region(ServiceRegion.of(region, endpoint.prefix()))
                .profileFile(ProfileFile::defaultProfileFile)
                .profileName(
                    profile.orElseGet(ProfileFileSystemSetting.AWS_PROFILE::getStringValueOrThrow))
                .build()
                .clientEndpoint());
  }

  private SqsClient sqs() {
    return configured(SqsClient.builder(), QUEUES, SqsClient.serviceMetadata()).build();
  }

  private <B extends AwsClientBuilder<B, ?> & SdkSyncClientBuilder<B, ?>> B configured(
      B builder, String variable, ServiceMetadata service) {
    Optional.ofNullable(servers.get(variable))
        .or(() -> besideBlank(variable, service))
        .ifPresent(builder::endpointOverride);
    return builder
        .region(region)
        .credentialsProvider(credentials)
        .httpClient(http)
        .overrideConfiguration(o -> {
          o.apiCallTimeout(call);
          profile.ifPresent(o::defaultProfileName);
        });
  }

  /** Treats a variable that is set but blank as unset; the SDK would read it as a URL. */
  private Optional<URI> besideBlank(String variable, ServiceMetadata service) {
    Map<String, String> environment = System.getenv();
    boolean blank =
        Stream.of(variable, "AWS_ENDPOINT_URL")
            .anyMatch(name -> environment.getOrDefault(name, "set").isBlank());
    return blank
        ? Servers.endpoint(environment, variable)
            .or(() -> Optional.of(URI.create("https://" + service.endpointFor(region))))
        : Optional.empty();
  }

  @Override
  public void close() {
    http.close();
  }
}
