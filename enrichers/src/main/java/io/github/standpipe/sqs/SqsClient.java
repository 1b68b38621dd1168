package io.github.standpipe.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Calls SQS: signed, and up to three times where it may help. */
record SqsClient(URI endpoint, String region, CredentialSource credentials) {
  private static final int ATTEMPTS = 3;
  private static final int PAUSE_MILLIS = 150;
  private static final Pattern HOST = Pattern.compile("sqs(?:-fips)?\\.([a-z0-9-]+)\\..+");
  private static final Pattern ERROR_TYPE = Pattern.compile("(?:.*#)?([A-Za-z.]{1,80})");

  static SqsClient of(String url, Map<String, String> variables) {
    URI queue = uri(url);
    URI endpoint =
        Stream.of("AWS_ENDPOINT_URL_SQS", "AWS_ENDPOINT_URL")
            .map(name -> variables.getOrDefault(name, "").strip())
            .filter(value -> !value.isEmpty())
            .findFirst()
            .map(SqsClient::uri)
            .orElse(queue)
            .resolve("/");
    return new SqsClient(endpoint, region(queue, variables), new CredentialSource(variables));
  }

  private static URI uri(String url) {
    try {
      URI uri = new URI(url);
      if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?")) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // told below, as for a text that is some other URI
    }
    throw new IllegalArgumentException("'" + url + "' is no http URL");
  }

  /** The queue may be in another region than the function. */
  private static String region(URI queue, Map<String, String> variables) {
    Matcher host = HOST.matcher(queue.getHost());
    String own = variables.getOrDefault("AWS_DEFAULT_REGION", "us-east-1");
    return host.matches() ? host.group(1) : variables.getOrDefault("AWS_REGION", own);
  }

  JsonNode call(String action, byte[] body) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        Http.Answer answer = post(action, body);
        if (answer.status() == 200) {
          return parsed(answer.body());
        }
        if (attempt == ATTEMPTS || answer.status() < 500 && answer.status() != 429) {
          throw new Refused(answer.status(), type(answer.body()));
        }
      } catch (Refused e) {
        throw e;
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
      pause(attempt);
    }
  }

  private Http.Answer post(String action, byte[] body) throws IOException {
    Map<String, String> headers =
        Map.of("Content-Type", "application/x-amz-json-1.0", "X-Amz-Target", "AmazonSQS." + action);
    Signature signature = new Signature(credentials.get(), region, "sqs", Instant.now());
    return Http.post(endpoint, signature.sign("POST", endpoint, headers, body), body);
  }

  private static JsonNode parsed(byte[] answer) throws Refused {
    try {
      return Wire.parse(answer);
    } catch (IOException e) {
      throw new Refused(200, "no JSON");
    }
  }

  /** The error's name, as in {@code com.amazonaws.sqs#QueueDoesNotExist}. */
  private static String type(byte[] answer) throws IOException {
    try {
      Matcher type = ERROR_TYPE.matcher(Wire.parse(answer).path("__type").asText());
      return type.matches() ? type.group(1) : "no reason";
    } catch (JsonProcessingException e) {
      return "no reason";
    }
  }

  private static void pause(int attempt) throws IOException {
    try {
      Thread.sleep((long) PAUSE_MILLIS * attempt);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** An answer that asking again would not change. */
  private static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    Refused(int status, String reason) {
      super("it answered " + status + ", " + reason);
    }
  }
}
