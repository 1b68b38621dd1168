package io.github.standpipe.internal.signed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerCredentialsTest {
  private final Answers address = new Answers();

  @AfterEach
  void close() {
    address.close();
  }

  private CredentialSource source() {
    Map<String, String> variables =
        Map.of(
            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
            address.at() + "/credentials",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN",
            "token");
    return CredentialSource.of(new AwsVariables(variables), CredentialSource.none());
  }

  private static String until(Duration time) {
    return "{\"AccessKeyId\":\"id\",\"SecretAccessKey\":\"secret\",\"Token\":\"t\",\"Expiration\":\""
        + Instant.now().plus(time)
        + "\"}";
  }

  @Test
  void keepsThemAsLongAsTheyAreGood() throws IOException {
    address.saying(200, until(Duration.ofHours(1)));
    CredentialSource source = source();
    assertThat(source.get()).isEqualTo(new Credentials("id", "secret", "t"));
    assertThat(source.get()).isEqualTo(new Credentials("id", "secret", "t"));
    assertThat(address.asked).hasSize(1);
    assertThat(address.asked.getFirst().getFirst("Authorization")).isEqualTo("token");
  }

  @Test
  void asksAgainBeforeTheyEnd() throws IOException {
    address.saying(200, until(Duration.ofMinutes(4)));
    CredentialSource source = source();
    source.get();
    address.saying(200, until(Duration.ofHours(1)).replace("\"id\"", "\"new\""));
    assertThat(source.get().accessKeyId()).isEqualTo("new");
    assertThat(source.get().accessKeyId()).isEqualTo("new");
    assertThat(address.asked).hasSize(1);
  }

  @Test
  void goesOnWithThemWhileTheAddressIsOut() throws IOException {
    address.saying(200, until(Duration.ofMinutes(4)));
    CredentialSource source = source();
    source.get();
    address.saying(500, "");
    assertThat(source.get().accessKeyId()).isEqualTo("id");
  }

  @Test
  void doesNotGoOnWithThoseThatEnded() throws IOException {
    address.saying(200, until(Duration.ofMinutes(-1)));
    CredentialSource source = source();
    source.get();
    address.saying(500, "");
    assertThatThrownBy(source::get).hasMessage("the credentials' address answered 500");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "403||the credentials' address answered 403",
        "200|SECRET|the credentials' address answered with a body that is not JSON",
        "200|{\"AccessKeyId\":\"SECRET|the credentials' address answered with a body that is not"
            + " JSON",
        "200|[]|the credentials' address answered without credentials",
        "200|{\"AccessKeyId\":\"SECRET\"}|the credentials' address answered without credentials"
      })
  void tellsWhatItWasAnsweredAndNoSecret(int status, String body, String why) {
    address.saying(status, body == null ? "" : body);
    assertThatThrownBy(() -> source().get()).isInstanceOf(IOException.class).hasMessage(why);
  }

  @Test
  void prefersTheKeysOfTheEnvironment() throws IOException {
    Map<String, String> variables =
        Map.of(
            "AWS_ACCESS_KEY_ID",
            "own",
            "AWS_SECRET_ACCESS_KEY",
            "s",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
            address.at().toString());
    CredentialSource source =
        CredentialSource.of(new AwsVariables(variables), CredentialSource.none());
    assertThat(source.get()).isEqualTo(new Credentials("own", "s", ""));
  }

  @Test
  void tellsThatThereAreNone() {
    CredentialSource source =
        CredentialSource.of(
            new AwsVariables(Map.of("AWS_ACCESS_KEY_ID", "half")), CredentialSource.none());
    assertThatThrownBy(source::get)
        .isInstanceOf(CredentialsException.class)
        .hasMessage(
            "no credentials are configured; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
  }
}
