package io.github.standpipe.internal.signed;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.endpoints.DynamoDbEndpointParams;
import software.amazon.awssdk.services.dynamodb.endpoints.DynamoDbEndpointProvider;

class VariablesTest {

  /** Where the SDK would go. */
  private static URI ofTheSdk(String region, boolean fips, boolean dual) {
    DynamoDbEndpointParams params =
        DynamoDbEndpointParams.builder()
            .region(Region.of(region))
            .useFips(fips)
            .useDualStack(dual)
            .build();
    return DynamoDbEndpointProvider.defaultProvider().resolveEndpoint(params).join().url();
  }

  private static URI ours(String region, boolean fips, boolean dual) {
    Map<String, String> values =
        Map.of(
            "AWS_USE_FIPS_ENDPOINT",
            String.valueOf(fips),
            "AWS_USE_DUALSTACK_ENDPOINT",
            String.valueOf(dual));
    return new AwsVariables(values).dynamoDb(region);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "us-east-1",
        "eu-central-1",
        "ap-southeast-7",
        "cn-north-1",
        "us-gov-west-1",
        "us-gov-east-1",
        "us-iso-east-1",
        "us-isob-east-1",
        "eu-isoe-west-1",
        "us-isof-south-1",
        "eusc-de-east-1"
      })
  void goesWhereTheSdkGoes(String region) {
    assertThat(ours(region, false, false).getHost())
        .isEqualTo(ofTheSdk(region, false, false).getHost());
    assertThat(ours(region, true, false).getHost())
        .isEqualTo(ofTheSdk(region, true, false).getHost());
  }

  @ParameterizedTest
  @ValueSource(strings = {"us-east-1", "eu-central-1", "cn-north-1", "us-gov-west-1"})
  void goesByIpv6WhereTheSdkDoes(String region) {
    assertThat(ours(region, false, true).getHost())
        .isEqualTo(ofTheSdk(region, false, true).getHost());
    assertThat(ours(region, true, true).getHost())
        .isEqualTo(ofTheSdk(region, true, true).getHost());
  }

  @Test
  void goesToAServerOfOnesOwn() {
    Map<String, String> values = new HashMap<>(Map.of("AWS_ENDPOINT_URL", "http://all"));
    assertThat(new AwsVariables(values).endpointVariable("dynamodb")).contains("AWS_ENDPOINT_URL");
    values.put("AWS_ENDPOINT_URL_DYNAMODB", " ");
    assertThat(new AwsVariables(values).endpointVariable("dynamodb")).contains("AWS_ENDPOINT_URL");
    values.put("AWS_ENDPOINT_URL_DYNAMODB", "http://own");
    assertThat(new AwsVariables(values).endpointVariable("dynamodb"))
        .contains("AWS_ENDPOINT_URL_DYNAMODB");
    assertThat(new AwsVariables(values).endpointVariable("sqs")).contains("AWS_ENDPOINT_URL");
    values.put("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "TRUE");
    assertThat(new AwsVariables(values).endpointVariable("dynamodb")).isEmpty();
  }

  @Test
  void takesTheRegionOfTheFunctionFirst() {
    assertThat(new AwsVariables(Map.of()).region()).isEmpty();
    assertThat(new AwsVariables(Map.of("AWS_DEFAULT_REGION", "eu-west-1")).region())
        .contains("eu-west-1");
    assertThat(
            new AwsVariables(Map.of("AWS_DEFAULT_REGION", "eu-west-1", "AWS_REGION", "eu-west-2"))
                .region())
        .contains("eu-west-2");
  }
}
