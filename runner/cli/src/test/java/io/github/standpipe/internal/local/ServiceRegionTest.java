package io.github.standpipe.internal.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.regions.Region;

class ServiceRegionTest {
  @ParameterizedTest
  @CsvSource({
    "iam, eu-west-1, us-east-1",
    "iam, us-gov-east-1, us-gov-west-1",
    "iam, cn-northwest-1, cn-north-1",
    "pipes, eu-west-1, eu-west-1",
    "sqs, cn-northwest-1, cn-northwest-1",
    "pipes, eu-nowhere-1, eu-nowhere-1"
  })
  void signsForTheRegionThatAnswers(String service, String region, String signed) {
    assertThat(ServiceRegion.signing(Region.of(region), service)).isEqualTo(signed);
  }
}
