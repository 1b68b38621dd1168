package io.github.standpipe.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.deployed.Account;
import io.github.standpipe.deployed.Buses;
import io.github.standpipe.deployed.DeployedPipe;
import io.github.standpipe.deployed.DeployedPipes;
import io.github.standpipe.deployed.DeployedQueue;
import io.github.standpipe.enrich.Fault;
import io.github.standpipe.enrich.Json;
import io.github.standpipe.pipe.Source;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code standpipe send NAME FILE}. */
@Command(
    name = "send",
    description = {
      "Sends events to the queue that a deployed pipe reads, or puts them on a bus;",
      "with --local to the queue, or a bus, of a pipe that runs on this machine."
    },
    mixinStandardHelpOptions = true)
final class SendCommand implements Callable<Integer> {
  @Mixin AwsOptions aws = new AwsOptions();
  @Mixin Consent consent = new Consent();

  @Option(
      names = "--bus",
      paramLabel = "BUS",
      description = "Put the bodies on this event bus, by its name or ARN.")
  @Nullable String bus;

  @Option(
      names = "--local",
      description =
          "Send to a running `standpipe run PIPE`, which AWS_ENDPOINT_URL_EVENTBRIDGE leads to.")
  boolean local;

  @Option(names = "--json", description = "Print one JSON object in place of text.")
  boolean json;

  @Parameters(index = "0", paramLabel = "NAME", description = "A deployed pipe.")
  String name = "";

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      description =
          "The messages, in any shape that import reads; or a fixture's folder; - is standard"
              + " input.")
  String file = "";

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    InputFile input = InputFile.ofBatch(file).checked();
    return local ? sendHere(input) : sendThere(input);
  }

  private int sendHere(InputFile input) {
    LocalEndpoint run = LocalEndpoint.find();
    if (!run.pipe().equals(name)) {
      throw new Fault(run.uri().toString(), "runs " + run.pipe() + ", not " + name);
    }
    try (Account account = aws.account(run)) {
      List<? extends JsonNode> messages = messages(input, run.queueArn());
      String where = bus == null ? run.queueArn() : "the bus " + bus + " at " + run.uri();
      send(account, run.queueArn(), messages, input, where);
      return Standpipe.OK;
    }
  }

  private int sendThere(InputFile input) {
    try (Account account = aws.account();
        DeployedPipes pipes = account.pipes()) {
      DeployedPipe pipe = pipes.describe(name);
      String arn = pipe.text("Source");
      List<? extends JsonNode> given = messages(input, arn);
      if (!pipe.state().equals("RUNNING")) {
        err().println("standpipe: " + name + " is " + pipe.state() + "; what is sent waits");
      }
      String messages = Words.count(given.size(), bus == null ? "message" : "event");
      String where = bus == null ? arn : "the bus " + bus + " in " + account.region();
      if (!consent.obtain("Send " + messages + " to " + where + "?", err())) {
        return Standpipe.FAILED;
      }
      send(account, arn, given, input, where);
      return Standpipe.OK;
    }
  }

  /** What the file holds, and a line that says how it was read. */
  private List<? extends JsonNode> messages(InputFile input, String queueArn) {
    Source source = new Source(queueArn, 1, OptionalInt.empty());
    MessageBatch batch = MessageBatch.of(file, source, InstantSource.system());
    if (!batch.isPlain()) {
      err().println("standpipe: " + input.name() + " is taken as " + batch.form());
    }
    return batch.written();
  }

  private void send(
      Account account,
      String queueArn,
      List<? extends JsonNode> messages,
      InputFile input,
      String where) {
    report(
        where,
        bus == null ? toQueue(account, queueArn, messages) : toBus(account, bus, messages, input));
  }

  private static List<String> toQueue(Account account, String arn, List<? extends JsonNode> given) {
    try (DeployedQueue queue = account.queue(arn)) {
      return queue.send(given);
    }
  }

  private static List<String> toBus(
      Account account, String bus, List<? extends JsonNode> given, InputFile input) {
    List<JsonNode> events = new ArrayList<>();
    for (JsonNode record : given) {
      events.add(event(record.path("body"), input.name() + ", event " + (events.size() + 1)));
    }
    try (Buses buses = account.buses()) {
      return buses.put(bus, events);
    }
  }

  /** A body as the event that it holds. */
  private static JsonNode event(JsonNode body, String where) {
    try {
      return body.isTextual() ? Json.parse(body.textValue()) : body;
    } catch (JsonProcessingException e) {
      throw new Fault(where, "is not JSON: " + Json.reason(e) + "; a bus takes events alone");
    }
  }

  private void report(String where, List<String> ids) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      ObjectNode told = Json.object().put("pipe", name).put("to", where);
      ids.forEach(told.putArray("ids")::add);
      out.println(Json.pretty(told));
      return;
    }
    out.println(Words.count(ids.size(), bus == null ? "message" : "event") + " sent to " + where);
    ids.forEach(id -> out.println("  " + id));
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
