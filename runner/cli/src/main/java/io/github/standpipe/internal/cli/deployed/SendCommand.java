package io.github.standpipe.internal.cli.deployed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.cli.console.AwsOptions;
import io.github.standpipe.internal.cli.console.Consent;
import io.github.standpipe.internal.cli.console.ExitCode;
import io.github.standpipe.internal.cli.console.InputFile;
import io.github.standpipe.internal.cli.console.JsonOption;
import io.github.standpipe.internal.cli.console.LocalEndpoint;
import io.github.standpipe.internal.cli.console.MessageBatch;
import io.github.standpipe.internal.cli.console.Words;
import io.github.standpipe.internal.deployed.Account;
import io.github.standpipe.internal.deployed.Buses;
import io.github.standpipe.internal.deployed.DeployedPipe;
import io.github.standpipe.internal.deployed.DeployedPipes;
import io.github.standpipe.internal.deployed.DeployedQueue;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
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
      "Sends events to the queue of a deployed pipe, or puts them on a bus.",
      "With --local, to the queue or a bus of a pipe that runs on this machine."
    },
    mixinStandardHelpOptions = true)
public final class SendCommand implements Callable<Integer> {
  @Mixin AwsOptions aws = new AwsOptions();
  @Mixin Consent consent = new Consent();

  @Option(
      names = "--bus",
      paramLabel = "BUS",
      description = "Put the bodies on this event bus: a name or an ARN.")
  @Nullable String bus;

  @Option(
      names = "--local",
      description =
          "Send to a running `standpipe run PIPE`, found by AWS_ENDPOINT_URL_EVENTBRIDGE.")
  boolean local;

  @Mixin JsonOption json = new JsonOption();

  @Mixin DeployedName deployed = new DeployedName();

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      description =
          "The messages, in any format that import reads; or a fixture's folder; - is standard"
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
    if (!run.pipe().equals(deployed.name)) {
      throw new Fault(run.uri().toString(), "runs " + run.pipe() + ", not " + deployed.name);
    }
    try (Account account = aws.account(run)) {
      List<? extends JsonNode> messages = messages(input, run.queueArn());
      String where = bus == null ? run.queueArn() : "the bus " + bus + " at " + run.uri();
      send(account, run.queueArn(), messages, input, where);
      return ExitCode.OK;
    }
  }

  private int sendThere(InputFile input) {
    try (Account account = aws.account();
        DeployedPipes pipes = account.pipes()) {
      DeployedPipe pipe = pipes.describe(deployed.name);
      String arn = pipe.text("Source");
      List<? extends JsonNode> given = messages(input, arn);
      if (!pipe.state().equals("RUNNING")) {
        err()
            .println(
                "standpipe: "
                    + deployed.name
                    + " is "
                    + pipe.state()
                    + "; the events wait in the queue");
      }
      String messages = Words.count(given.size(), bus == null ? "message" : "event");
      String where = bus == null ? arn : "the bus " + bus + " in " + account.region();
      if (!consent.obtain("Send " + messages + " to " + where + "?", err())) {
        return ExitCode.FAILED;
      }
      send(account, arn, given, input, where);
      return ExitCode.OK;
    }
  }

  /** Reads the file, and prints how it was read. */
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

  /** Reads a body as an event. */
  private static JsonNode event(JsonNode body, String where) {
    try {
      return body.isTextual() ? Json.parse(body.textValue()) : body;
    } catch (JsonProcessingException e) {
      throw new Fault(where, "is not JSON: " + Json.reason(e) + "; a bus accepts events only");
    }
  }

  private void report(String where, List<String> ids) {
    PrintWriter out = spec.commandLine().getOut();
    if (json.isAsked()) {
      ObjectNode result = Json.object().put("pipe", deployed.name).put("to", where);
      ids.forEach(result.putArray("ids")::add);
      out.println(Json.pretty(result));
      return;
    }
    out.println(Words.count(ids.size(), bus == null ? "message" : "event") + " sent to " + where);
    ids.forEach(id -> out.println("  " + id));
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
