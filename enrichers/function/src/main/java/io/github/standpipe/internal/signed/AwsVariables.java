package io.github.standpipe.internal.signed;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A function's environment variables for AWS, under the names that the SDKs know. */
public record AwsVariables(Map<String, String> values) {

  /** A variable without surrounding white space; blank counts as absent. */
  public Optional<String> get(String name) {
    String value = values.getOrDefault(name, "").strip();
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }

  private boolean isTrue(String name) {
    return get(name).filter("true"::equalsIgnoreCase).isPresent();
  }

  /** The function's region, as in {@code eu-west-1}. */
  public Optional<String> region() {
    return get("AWS_REGION").or(() -> get("AWS_DEFAULT_REGION"));
  }

  /**
   * The variable that names a server to use instead of AWS's own: {@code
   * AWS_ENDPOINT_URL_<SERVICE>} or {@code AWS_ENDPOINT_URL}, unless {@code
   * AWS_IGNORE_CONFIGURED_ENDPOINT_URLS} is true.
   *
   * @param service as in {@code dynamodb}
   */
  public Optional<String> endpointVariable(String service) {
    if (isTrue("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")) {
      return Optional.empty();
    }
    String own = "AWS_ENDPOINT_URL_" + service.toUpperCase(Locale.ROOT);
    return Optional.of(own)
        .filter(name -> get(name).isPresent())
        .or(() -> Optional.of("AWS_ENDPOINT_URL").filter(name -> get(name).isPresent()));
  }

  /**
   * AWS's own server of DynamoDB, whose names most services' follow; {@code AWS_USE_FIPS_ENDPOINT}
   * and {@code AWS_USE_DUALSTACK_ENDPOINT} choose among them.
   */
  public URI dynamoDb(String region) {
    boolean fips = isTrue("AWS_USE_FIPS_ENDPOINT");
    boolean dual = isTrue("AWS_USE_DUALSTACK_ENDPOINT");
    Partition partition = Partition.of(region);
    // in this partition every endpoint is a FIPS one, and only IPv6 has a different name
    boolean named = fips && (dual || partition != Partition.US_GOV);
    String suffix = dual ? partition.dualSuffix() : partition.suffix();
    return URI.create("https://dynamodb" + (named ? "-fips." : ".") + region + "." + suffix + "/");
  }
}
