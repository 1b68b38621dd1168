package io.github.standpipe.internal.signed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The values are those that AWS publishes as the Signature Version 4 test suite. */
class SignatureTest {
  private static final String KEY = "AKIDEXAMPLE";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  private static final URI PLACE = URI.create("https://example.amazonaws.com/");

  private static String signed(String method, Map<String, String> headers, String body) {
    Signature signature =
        new Signature(
            new Credentials(KEY, SECRET, ""),
            "us-east-1",
            "service",
            Instant.parse("2015-08-30T12:36:00Z"));
    Map<String, String> sent = signature.sign(method, PLACE, headers, body.getBytes(UTF_8));
    assertThat(sent).containsEntry("X-Amz-Date", "20150830T123600Z");
    return String.valueOf(sent.get("Authorization"));
  }

  private static String authorization(String headers, String signature) {
    return "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
        + " SignedHeaders="
        + headers
        + ", Signature="
        + signature;
  }

  @Test
  void signsAsInGetVanilla() {
    assertThat(signed("GET", Map.of(), ""))
        .isEqualTo(
            authorization(
                "host;x-amz-date",
                "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"));
  }

  @Test
  void signsAsInPostVanilla() {
    assertThat(signed("POST", Map.of(), ""))
        .isEqualTo(
            authorization(
                "host;x-amz-date",
                "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"));
  }

  @Test
  void signsABodyAndItsTypeAsInPostXWwwFormUrlencoded() {
    assertThat(
            signed(
                "POST",
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                "Param1=value1"))
        .isEqualTo(
            authorization(
                "content-type;host;x-amz-date",
                "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a"));
  }

  @Test
  void signsTheSessionTokenWithTheRest() {
    Signature signature =
        new Signature(
            new Credentials(KEY, SECRET, "token"), "eu-west-1", "sqs", Instant.ofEpochSecond(0));
    Map<String, String> sent =
        signature.sign("POST", URI.create("http://127.0.0.1:9324"), Map.of(), new byte[0]);
    assertThat(sent).containsEntry("X-Amz-Security-Token", "token");
    assertThat(sent.get("Authorization"))
        .startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/19700101/eu-west-1/sqs/aws4_request")
        .contains("SignedHeaders=host;x-amz-date;x-amz-security-token,");
  }

  @Test
  void namesTheHostAsHttpDoes() {
    Signature signature =
        new Signature(new Credentials(KEY, SECRET, ""), "r", "s", Instant.ofEpochSecond(0));
    for (String same :
        new String[] {"https://host:443/|https://host/", "http://host:80/|http://host/"}) {
      URI told = URI.create(same.split("\\|")[0]);
      URI silent = URI.create(same.split("\\|")[1]);
      assertThat(signature.sign("POST", told, Map.of(), new byte[0]))
          .isEqualTo(signature.sign("POST", silent, Map.of(), new byte[0]));
    }
    assertThat(signature.sign("POST", URI.create("http://host:443/"), Map.of(), new byte[0]))
        .isNotEqualTo(signature.sign("POST", URI.create("http://host/"), Map.of(), new byte[0]));
  }

  @Test
  void doesNotTellTheKeys() {
    assertThat(new Credentials(KEY, SECRET, "token")).hasToString("credentials");
  }
}
