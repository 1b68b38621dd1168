package io.github.standpipe.internal.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.local.EmbeddedSqs;
import io.github.standpipe.internal.local.LiveQueue;
import io.github.standpipe.internal.local.ServerQueues;
import io.github.standpipe.json.Json;
import io.github.standpipe.template.PipeDefinition;
import io.github.standpipe.template.Queue;
import io.github.standpipe.template.Template;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The queues of a pipe on a server outside, which the commands reach as they reach AWS. */
final class OutsideQueues implements AutoCloseable {
  private final OnCloud on;
  private final EmbeddedSqs server;
  private final ServerQueues queues;
  private final Meddler meddler;
  private final String template;
  private final PipeDefinition pipe;

  private OutsideQueues(String template, PipeDefinition pipe) throws IOException {
    this.template = template;
    this.pipe = pipe;
    this.on = OnCloud.start();
    this.server = EmbeddedSqs.start(pipe.queue().arn());
    this.queues = ServerQueues.of(server);
    this.meddler = Meddler.before(server.endpoint());
    on.set("aws.region", "us-east-1");
    on.set("aws.endpointUrlSqs", meddler.endpoint());
    queues.create(pipe.queue());
    pipe.quarantine().ifPresent(queues::create);
  }

  static OutsideQueues of(String template, String pipe) throws IOException {
    return new OutsideQueues(template, Template.read(Path.of(template), Map.of()).pipe(pipe));
  }

  Meddler meddler() {
    return meddler;
  }

  String endpoint() {
    return server.endpoint().toString();
  }

  LiveQueue source() {
    return queues.find(pipe.queue());
  }

  LiveQueue dead() {
    return queues.find(
        pipe.queue().redrivePolicy().map(Queue.RedrivePolicy::deadLetterQueue).orElseThrow());
  }

  LiveQueue quarantine() {
    return queues.find(pipe.quarantine().orElseThrow());
  }

  /** A command about the pipe. */
  Said say(String command, String... more) {
    return Said.by(arguments(command, more));
  }

  String[] arguments(String command, String... more) {
    return Stream.of(new String[] {command, pipe.name(), "-t", template}, more)
        .flatMap(Stream::of)
        .toArray(String[]::new);
  }

  static ObjectNode message(String body) {
    return Json.object().put("body", body);
  }

  /** An envelope as the function sends it. */
  static ObjectNode envelope(String reason, ObjectNode record) {
    ObjectNode envelope =
        Json.object().put("reason", reason).put("stage", "enrich").put("function", "ToBad");
    envelope.set("record", record);
    return message(Json.text(envelope));
  }

  static ObjectNode record(String id, String body) {
    return Json.object().put("messageId", id).put("body", body);
  }

  static List<ObjectNode> messages(int count, String body) {
    List<ObjectNode> messages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      messages.add(message(body.replace("%d", String.valueOf(i))));
    }
    return messages;
  }

  @Override
  public void close() {
    meddler.close();
    queues.close();
    server.close();
    on.close();
  }
}
