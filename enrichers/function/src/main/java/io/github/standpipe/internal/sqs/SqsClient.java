package io.github.standpipe.internal.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.signed.AwsJson;
import io.github.standpipe.internal.signed.AwsVariables;
import io.github.standpipe.internal.signed.CredentialSource;
import io.github.standpipe.internal.signed.CredentialsException;
import io.github.standpipe.internal.signed.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls SQS: signed, and up to three times if a retry may help. */
record SqsClient(AwsJson sqs) {
  private static final int ATTEMPTS = 3;
  private static final int PAUSE_MILLIS = 150;
  private static final Pattern HOST = Pattern.compile("sqs(?:-fips)?\\.([a-z0-9-]+)\\..+");

  static SqsClient of(String url, Map<String, String> values) {
    AwsVariables variables = new AwsVariables(values);
    URI queue = uri(url);
    URI endpoint =
        variables
            .endpointVariable("sqs")
            .flatMap(variables::get)
            .map(SqsClient::uri)
            .orElse(queue)
            .resolve("/");
    var api = new AwsJson.Api("sqs", "AmazonSQS", region(queue, variables));
    var credentials = CredentialSource.of(variables, CredentialSource.none());
    return new SqsClient(AwsJson.writing(api, endpoint, credentials));
  }

  private static URI uri(String url) {
    try {
      URI uri = new URI(url);
      if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?")) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // reported below, as for any other URI
    }
    throw new IllegalArgumentException("'" + url + "' is not an http URL");
  }

  /** The queue may be in another region than the function. */
  private static String region(URI queue, AwsVariables variables) {
    Matcher host = HOST.matcher(queue.getHost());
    return host.matches() ? host.group(1) : variables.region().orElse("us-east-1");
  }

  JsonNode call(String action, byte[] body) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        Reply reply = sqs.call(action, body);
        if (reply.status() == 200) {
          return parsed(reply.body());
        }
        if (attempt == ATTEMPTS || reply.status() < 500 && reply.status() != 429) {
          throw new Refused(reply.status(), reply.refusal().code().orElse("no reason"));
        }
      } catch (Refused e) {
        throw e;
      } catch (IOException e) {
        if (attempt == ATTEMPTS || e instanceof CredentialsException none && !none.isPassing()) {
          throw e;
        }
      }
      pause(attempt);
    }
  }

  /** An unreadable answer confirms nothing, so the call is retried. */
  private static JsonNode parsed(byte[] answer) throws IOException {
    try {
      return Wire.parse(answer);
    } catch (IOException e) {
      throw new IOException("it answered 200 with a body that is not JSON", e);
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

  /** An answer that a retry would not change. */
  private static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    Refused(int status, String reason) {
      super("it answered " + status + ", " + reason);
    }
  }
}
