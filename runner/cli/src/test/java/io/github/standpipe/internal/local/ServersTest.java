package io.github.standpipe.internal.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.standpipe.json.Fault;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

class ServersTest {

  @Test
  void nothingIsOutsideWhenTheEnvironmentNamesNothing() {
    Servers servers = Servers.of(Map.of("AWS_ENDPOINT_URL", " "));
    assertThat(servers.sqs()).isEmpty();
    assertThat(servers.stepFunctions()).isEmpty();
  }

  @Test
  void oneVariableNamesBothServers() {
    Servers servers = Servers.of(Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:4566"));
    assertThat(servers.sqs()).contains(URI.create("http://127.0.0.1:4566"));
    assertThat(servers.stepFunctions()).contains(URI.create("http://127.0.0.1:4566"));
  }

  @Test
  void aServicesOwnVariableGoesFirst() {
    Servers servers =
        Servers.of(
            Map.of(
                "AWS_ENDPOINT_URL_SFN",
                "https://sfn.example:8083",
                "AWS_ENDPOINT_URL_SQS",
                "http://localhost:9324"));
    assertThat(servers.sqs()).contains(URI.create("http://localhost:9324"));
    assertThat(servers.stepFunctions()).contains(URI.create("https://sfn.example:8083"));
  }

  @Test
  void theVariablesCanBeIgnoredAsInTheSdk() {
    Servers servers =
        Servers.of(
            Map.of("AWS_ENDPOINT_URL", "http://a", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true"));
    assertThat(servers.sqs()).isEmpty();
  }

  @Test
  void refusesAnEndpointThatIsNoUrl() {
    for (String value :
        new String[] {"localhost:9324", "a b", "ftp://x", "http://127.0.0.1:99999"}) {
      assertThatThrownBy(() -> Servers.of(Map.of("AWS_ENDPOINT_URL_SQS", value)))
          .isInstanceOf(Fault.class)
          .hasMessage(
              "environment variable AWS_ENDPOINT_URL_SQS: is '"
                  + value
                  + "'; write a URL such as http://127.0.0.1:4566");
    }
  }

  @Test
  void takesTheCredentialsOfTheEnvironment() {
    AwsCredentials credentials =
        Servers.of(
                Map.of(
                    "AWS_ACCESS_KEY_ID", "id",
                    "AWS_SECRET_ACCESS_KEY", "secret",
                    "AWS_SESSION_TOKEN", "token"))
            .credentials()
            .resolveCredentials();
    assertThat(credentials).isEqualTo(AwsSessionCredentials.create("id", "secret", "token"));
  }

  @Test
  void makesCredentialsUpWhereThereAreNone() {
    AwsCredentials credentials =
        Servers.of(Map.of("AWS_PROFILE", "there-is-no-such-profile"))
            .credentials()
            .resolveCredentials();
    assertThat(credentials.accessKeyId()).isEqualTo("standpipe");
  }
}
