package io.github.standpipe.internal.signed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwsJsonTest {
  private static final AwsJson.Api API =
      new AwsJson.Api("dynamodb", "DynamoDB_20120810", "eu-west-1");
  private static final byte[] BODY = "{}".getBytes(UTF_8);

  private final Answers server = new Answers();

  @AfterEach
  void close() {
    server.close();
  }

  private AwsJson client() {
    return AwsJson.reading(
        API, server.at(), () -> new Credentials("id", "secret", "t"), Duration.ofSeconds(5));
  }

  @Test
  void signsACallOfTheProtocol() throws IOException {
    server.saying(200, "{\"a\":1}");
    Reply reply = client().call("BatchGetItem", BODY);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).asString(UTF_8).isEqualTo("{\"a\":1}");
    var headers = server.asked.getFirst();
    assertThat(headers.getFirst("X-Amz-Target")).isEqualTo("DynamoDB_20120810.BatchGetItem");
    assertThat(headers.getFirst("Content-Type")).isEqualTo("application/x-amz-json-1.0");
    assertThat(headers.getFirst("X-Amz-Security-Token")).isEqualTo("t");
    assertThat(headers.getFirst("Authorization"))
        .contains(
            "/eu-west-1/dynamodb/aws4_request", "host;x-amz-date;x-amz-security-token;x-amz-");
  }

  @Test
  void keepsItsConnection() throws IOException {
    server.saying(200, "{}");
    AwsJson client = client();
    client.call("BatchGetItem", BODY);
    server.saying(400, "{\"__type\":\"x#No\"}");
    client.call("BatchGetItem", BODY);
    client.call("BatchGetItem", BODY);
    assertThat(server.ports).hasSize(3).containsOnly(server.ports.getFirst());
  }

  /** One whose clock is off. */
  private AwsJson late(Duration late) {
    return client().by(() -> Instant.now().minus(late));
  }

  private static Instant signedAt(com.sun.net.httpserver.Headers headers) {
    return Instant.from(
        DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX").parse(headers.getFirst("X-Amz-Date")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"InvalidSignatureException", "RequestTimeTooSkewed"})
  void goesByTheServersClockWhereItsOwnIsOff(String code) throws IOException {
    server.saying(
        new Answers.Said(400, "{\"__type\":\"c#" + code + "\"}"), new Answers.Said(200, "{}"));
    AwsJson client = late(Duration.ofHours(1));
    assertThat(client.call("BatchGetItem", BODY).status()).isEqualTo(200);
    assertThat(client.call("BatchGetItem", BODY).status()).isEqualTo(200);
    assertThat(server.asked).hasSize(3);
    assertThat(signedAt(server.asked.getLast()))
        .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
  }

  @ParameterizedTest
  @CsvSource({"InvalidSignatureException, 0", "AccessDeniedException, 60"})
  void takesARefusalThatIsNotOfTheClock(String code, int minutes) throws IOException {
    String body = "{\"__type\":\"c#" + code + "\",\"message\":\"m\"}";
    server.saying(400, body);
    Reply reply = late(Duration.ofMinutes(minutes)).call("BatchGetItem", BODY);
    assertThat(reply.refusal()).isEqualTo(new Reply.Refusal(Optional.of(code), Optional.of("m")));
    assertThat(server.asked).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "[]", "{\"__type\":7}", "{\"__type\":\"a\\nb\"}"})
  void findsNoReasonWhereThereIsNone(String body) {
    Reply reply = new Reply(400, body.getBytes(UTF_8), 0);
    assertThat(reply.refusal()).isEqualTo(new Reply.Refusal(Optional.empty(), Optional.empty()));
  }

  @Test
  void answersWithoutAServer() throws IOException {
    AwsJson client =
        AwsJson.reading(
                API,
                URI.create("https://dynamodb.eu-west-1.amazonaws.com"),
                CredentialSource.none(),
                Duration.ofSeconds(1))
            .answering(BODY);
    assertThat(client.call("BatchGetItem", BODY).body()).isEqualTo(BODY);
  }
}
