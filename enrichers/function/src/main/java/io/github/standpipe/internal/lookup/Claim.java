package io.github.standpipe.internal.lookup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a message holds instead of its content: the content's place in S3. */
record Claim(String bucket, String key) {
  private static final int LONGEST = 1024;
  private static final Pattern POINTER =
      Pattern.compile(
          "\\[\\s*\"(software\\.amazon\\.payloadoffloading\\.PayloadS3Pointer"
              + "|com\\.amazon\\.sqs\\.javamessaging\\.MessageS3Pointer)\".*",
          Pattern.DOTALL);

  /** Whether an object can have such a key; S3 refuses a call with any other. */
  boolean canBe() {
    int bytes = key.getBytes(StandardCharsets.UTF_8).length;
    return bytes > 0 && bytes <= LONGEST && !key.equals(".") && !key.equals("..");
  }

  /** The pointer that the SQS extended client library writes instead of a body. */
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
