package io.github.standpipe.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/**
 * Where Lambda keeps a function's credentials: in its environment variables, or, under SnapStart,
 * behind the address that {@code AWS_CONTAINER_CREDENTIALS_FULL_URI} names.
 */
record CredentialSource(Map<String, String> variables) {
  Credentials get() throws IOException {
    String key = of("AWS_ACCESS_KEY_ID");
    if (!key.isEmpty()) {
      return new Credentials(key, of("AWS_SECRET_ACCESS_KEY"), of("AWS_SESSION_TOKEN"));
    }
    String container = of("AWS_CONTAINER_CREDENTIALS_FULL_URI");
    if (container.isEmpty()) {
      throw new IOException("there are no credentials; AWS_ACCESS_KEY_ID is not set");
    }
    return asked(container);
  }

  private Credentials asked(String container) throws IOException {
    Map<String, String> headers = Map.of("Authorization", of("AWS_CONTAINER_AUTHORIZATION_TOKEN"));
    Http.Answer answer = Http.get(URI.create(container), headers);
    if (answer.status() != 200) {
      throw new IOException("the credentials' address answered " + answer.status());
    }
    try {
      JsonNode keys = Wire.parse(answer.body());
      return new Credentials(
          keys.path("AccessKeyId").asText(),
          keys.path("SecretAccessKey").asText(),
          keys.path("Token").asText());
    } catch (JsonProcessingException e) {
      e.clearLocation(); // its text would quote a secret
      throw new IOException("the credentials' address answered no JSON");
    }
  }

  private String of(String name) {
    return variables.getOrDefault(name, "").strip();
  }
}
