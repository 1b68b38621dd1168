package io.github.standpipe.internal.local;

import io.github.standpipe.enrich.Environment;
import io.github.standpipe.enrich.Quarantine;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.awscore.AwsServiceClientConfiguration;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** Sends quarantined messages to a local queue, as the function does on Lambda. */
final class SentQuarantine {
  private SentQuarantine() {}

  /**
   * A quarantine backed by a queue.
   *
   * @param variables the variables of the function, such as {@code QUARANTINE_MAX_BYTES}
   */
  static Quarantine to(LiveQueue queue, Map<String, String> variables) {
    Map<String, String> here = new HashMap<>(variables);
    here.put("QUARANTINE_QUEUE_URL", queue.url());
    here.put("AWS_ENDPOINT_URL_SQS", queue.endpoint().toString());
    AwsServiceClientConfiguration client = queue.sqs().serviceClientConfiguration();
    here.put("AWS_REGION", client.region().id());
    AwsCredentialsIdentity keys = client.credentialsProvider().resolveIdentity().join();
    here.put("AWS_ACCESS_KEY_ID", keys.accessKeyId());
    here.put("AWS_SECRET_ACCESS_KEY", keys.secretAccessKey());
    here.put(
        "AWS_SESSION_TOKEN",
        keys instanceof AwsSessionCredentialsIdentity session ? session.sessionToken() : "");
    Environment environment =
        new Environment(here, Path.of("."), Map.of(), InstantSource.system(), UUID::randomUUID);
    return Quarantine.in(environment).orElseThrow();
  }
}
