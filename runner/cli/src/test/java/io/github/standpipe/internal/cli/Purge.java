package io.github.standpipe.internal.cli;

import io.github.standpipe.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Empties a queue behind everybody's back. */
record Purge(String endpoint) {

  void of(String name) {
    String url = endpoint + "/123456789012/" + name;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(endpoint + "/"))
            .header("X-Amz-Target", "AmazonSQS.PurgeQueue")
            .header("Content-Type", "application/x-amz-json-1.0")
            .POST(
                HttpRequest.BodyPublishers.ofString(Json.text(Json.object().put("QueueUrl", url))))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      client.send(request, HttpResponse.BodyHandlers.discarding());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
