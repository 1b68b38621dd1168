package io.github.standpipe.internal.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.standpipe.internal.deployed.Account;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Where the services of an account are if nothing names other servers. */
class AccountServerTest {
  private static String server(AccountService service, String region) {
    URI none = URI.create("http://127.0.0.1:9");
    try (Account account = Account.onThisMachine(none, none, region, Duration.ofSeconds(5))) {
      return account.endpoint(service.endpoint()).toString();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IAM")
  void isThatOfItsRegion(AccountService service) {
    assertThat(server(service, "eu-west-1"))
        .isEqualTo("https://" + service.endpoint().prefix() + ".eu-west-1.amazonaws.com");
  }

  @ParameterizedTest
  @CsvSource({
    "PIPES, cn-north-1, https://pipes.cn-north-1.amazonaws.com.cn",
    "SQS, us-gov-west-1, https://sqs.us-gov-west-1.amazonaws.com",
    "PIPES, eu-nowhere-1, https://pipes.eu-nowhere-1.amazonaws.com",
    "IAM, eu-west-1, https://iam.amazonaws.com",
    "IAM, us-gov-west-1, https://iam.us-gov.amazonaws.com",
    "IAM, cn-north-1, https://iam.cn-north-1.amazonaws.com.cn"
  })
  void isThatOfItsPartition(AccountService service, String region, String server) {
    assertThat(server(service, region)).isEqualTo(server);
  }

  @Test
  void isTheOneThatAPropertyNames() {
    assertThat(System.getProperty("aws.endpointUrlScheduler")).isNull();
    System.setProperty("aws.endpointUrlScheduler", "http://127.0.0.1:9/");
    try {
      assertThat(server(AccountService.SCHEDULER, "eu-west-1")).startsWith("http://127.0.0.1:9");
    } finally {
      System.clearProperty("aws.endpointUrlScheduler");
    }
  }
}
