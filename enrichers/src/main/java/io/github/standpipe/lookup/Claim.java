package io.github.standpipe.lookup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a message holds in place of its content: where that lies in S3. */
record Claim(String bucket, String key) {
  private static final int LONGEST = 1024;
  private static final Pattern POINTER =
      Pattern.compile(
          "\\[\\s*\"(software\\.amazon\\.payloadoffloading\\.PayloadS3Pointer"
              + "|com\\.amazon\\.sqs\\.javamessaging\\.MessageS3Pointer)\".*",
          Pattern.DOTALL);

  /** Whether an object can have such a key; S3 refuses others, and the call with them. */
  boolean canBe() {
    int bytes = key.getBytes(StandardCharsets.UTF_8).length;
    return bytes > 0 && bytes <= LONGEST && !key.equals(".") && !key.equals("..");
  }

  /** The pointer that the SQS extended client library puts in place of a body. */
  static Optional<Claim> pointer(String text) {
    if (!POINTER.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      JsonNode place = Json.parse(text).path(1);
      return Optional.of(
          new Claim(place.path("s3BucketName").asText(), place.path("s3Key").asText()));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
