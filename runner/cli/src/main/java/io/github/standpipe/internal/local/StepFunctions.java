package io.github.standpipe.internal.local;

import io.github.standpipe.json.Fault;
import io.github.standpipe.pipe.Payload;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;

/** Starts executions on a Step Functions endpoint. */
public final class StepFunctions implements Executions, AutoCloseable {
  private final URI endpoint;
  private final SfnClient client;

  private StepFunctions(URI endpoint, SfnClient client) {
    this.endpoint = endpoint;
    this.client = client;
  }

  /**
   * The server that the environment names, for the region of the state machine.
   *
   * @throws Fault if it does not name one
   */
  public static StepFunctions of(Servers servers, String stateMachineArn) {
    URI endpoint =
        servers
            .stepFunctions()
            .orElseThrow(() -> new Fault("AWS_ENDPOINT_URL_SFN is not set; set it to a URL"));
    return new StepFunctions(endpoint, servers.sfnClient(endpoint, stateMachineArn));
  }

  @Override
  public String start(String stateMachineArn, Payload input) {
    try {
      return started(stateMachineArn, input)
          .or(() -> started(stateMachineArn, input))
          .orElseThrow(() ->
              new Fault(
                  endpoint.toString(),
                  "StartExecution: the answer does not name an execution; it may or may not be"
                      + " running"));
    } catch (SdkException e) {
      throw new Fault(endpoint.toString(), "StartExecution: " + SdkError.line(e));
    }
  }

  /** The execution in the answer: without one, none was started. */
  private Optional<String> started(String stateMachineArn, Payload input) {
    return Optional.ofNullable(
            client
                .startExecution(e -> e.stateMachineArn(stateMachineArn).input(input.toString()))
                .executionArn())
        .filter(arn -> !arn.isBlank());
  }

  @Override
  public void close() {
    client.close();
  }
}
