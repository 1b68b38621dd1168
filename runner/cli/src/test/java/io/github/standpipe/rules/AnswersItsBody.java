package io.github.standpipe.rules;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A function that answers with the text of its first record's body, or throws on request. */
public class AnswersItsBody implements RequestStreamHandler {
  @Override
  public void handleRequest(InputStream request, OutputStream answer, Context context)
      throws IOException {
    String body = Json.parse(request.readAllBytes()).path(0).path("body").textValue();
    if (body.equals("throw")) {
      throw new IllegalStateException("requested");
    }
    answer.write(body.getBytes(StandardCharsets.UTF_8));
  }
}
