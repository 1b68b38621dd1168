package io.github.standpipe.internal.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.bus.TemplateFeeders;
import io.github.standpipe.template.Queue;
import io.github.standpipe.template.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/** A run that takes events at an endpoint, and a publisher. */
final class EndpointBench implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  final List<EventReport> reports = new ArrayList<>();
  final Diary diary = new Diary();
  final RecordedExecutions executions = RecordedExecutions.counted();
  final Queue inbox;
  final LiveQueue queue;
  final LiveRun run;
  final EventEndpoint endpoint;
  final String letters = "letters-" + UUID.randomUUID();

  /**
   * @param resources of a template with the queues Inbox, INBOX by name, and LETTERS outside it
   */
  EndpointBench(String suffix, String resources) {
    this(suffix, resources, UnaryOperator.identity());
  }

  /**
   * @param server what is between the run and the embedded server
   */
  EndpointBench(String suffix, String resources, UnaryOperator<LiveQueue> server) {
    Queue dead = Bench.queue("dead-" + UUID.randomUUID() + suffix, 30, Optional.empty());
    inbox = Bench.queue(Bench.name() + suffix, 90, Optional.of(new Queue.RedrivePolicy(dead, 3)));
    queue = server.apply(Bench.QUEUES.create(inbox));
    run = Bench.run(Bench.pipe(inbox, null), queue, executions, listener());
    List<LiveQueue> own = List.of(queue, queue.deadLetters().orElseThrow());
    endpoint =
        EventEndpoint.start(
            TemplateFeeders.of(template(resources)),
            run,
            new EventEndpoint.Destination("orders", inbox.arn(), queue, own, Bench.QUEUES::create));
  }

  private Listener listener() {
    return new Listener() {
      @Override
      public void put(EventReport report) {
        reports.add(report);
      }

      @Override
      public void problem(String line) {
        diary.problem(line);
      }
    };
  }

  private Template template(String resources) {
    try {
      Path file = Files.createTempDirectory("endpoint").resolve("template.yaml");
      String text =
          ("Resources:\n" + resources.indent(2))
              .replace("LETTERS", Bench.arn(letters))
              .replace("DEAD", queue.deadLetters().map(q -> Bench.arn(q.name())).orElseThrow())
              .replace("INBOX", inbox.arn());
      Files.writeString(file, text);
      return Template.read(
          file, Map.of("AWS::Region", "eu-west-1", "AWS::AccountId", "123456789012"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  EventBridgeClient publisher() {
    return EventBridgeClient.builder()
        .endpointOverride(endpoint.uri())
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "thing")))
        .httpClient(ApacheHttpClient.create())
        .build();
  }

  /** How many messages lie on the queue for dead letters; none if it was not needed. */
  int deadLetters() {
    return Bench.QUEUES.create(Bench.queue(letters, 30, Optional.empty())).depth().total();
  }

  LiveQueue lettersQueue() {
    return Bench.QUEUES.create(Bench.queue(letters, 30, Optional.empty()));
  }

  /** Posts a body as a client of EventBridge's API would. */
  HttpResponse<String> call(String operation, String body) throws Exception {
    return post("/", "application/x-amz-json-1.1", body, "X-Amz-Target", "AWSEvents." + operation);
  }

  /** The same for a body that may not be text. */
  HttpResponse<String> call(byte[] body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.uri())
            .timeout(Duration.ofSeconds(300))
            .header("Content-Type", "application/x-amz-json-1.1")
            .header("X-Amz-Target", "AWSEvents.PutEvents")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> custom(String operation, String body) throws Exception {
    return post("/service/AWSEventsV2/operation/" + operation, "application/json", body);
  }

  HttpResponse<String> post(String path, String type, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(endpoint.uri() + path))
            .timeout(Duration.ofSeconds(300))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  static JsonNode json(String text) {
    return Bench.json(text);
  }

  @Override
  public void close() {
    endpoint.close();
  }
}
