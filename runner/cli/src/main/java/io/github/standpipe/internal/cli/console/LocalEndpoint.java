package io.github.standpipe.internal.cli.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.local.Servers;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The endpoint of a run on this machine, found by {@code AWS_ENDPOINT_URL_EVENTBRIDGE}.
 *
 * @param pipe the running pipe
 * @param queueArn the ARN of its queue in the template
 * @param queues the server that holds it
 */
public record LocalEndpoint(URI uri, String pipe, String queueArn, URI queues, String region) {
  private static final String LINE = "paste the line that standpipe run PIPE --follow prints";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * Finds it.
   *
   * @throws Fault if the variable is not set to the endpoint of a run
   */
  public static LocalEndpoint find() {
    URI uri =
        Optional.ofNullable(System.getProperty("aws.endpointUrlEventBridge"))
            .map(URI::create)
            .or(() -> Servers.endpoint(System.getenv(), PutLine.VARIABLE))
            .orElseThrow(() -> new Fault("--local", PutLine.VARIABLE + " is not set; " + LINE));
    if (!List.of("127.0.0.1", "localhost", "[::1]").contains(String.valueOf(uri.getHost()))) {
      throw new Fault(uri.toString(), "is not on this machine, which --local requires; " + LINE);
    }
    JsonNode json = description(uri);
    if (!json.path("pipe").isTextual() || !json.path("queueEndpoint").isTextual()) {
      throw notOurs(uri);
    }
    return new LocalEndpoint(
        uri,
        json.get("pipe").textValue(),
        json.path("queueArn").asText(),
        URI.create(json.get("queueEndpoint").textValue()),
        json.path("region").asText());
  }

  private static Fault notOurs(URI uri) {
    return new Fault(uri.toString(), "is not the endpoint of standpipe run; " + LINE);
  }

  private static JsonNode description(URI uri) {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpRequest request = HttpRequest.newBuilder(uri.resolve("/")).timeout(PATIENCE).build();
      return Json.parse(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (JsonProcessingException e) {
      throw notOurs(uri);
    } catch (IOException e) {
      throw new Fault(uri.toString(), "does not answer; start the run, and " + LINE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Fault(uri.toString(), "was not waited for");
    }
  }
}
