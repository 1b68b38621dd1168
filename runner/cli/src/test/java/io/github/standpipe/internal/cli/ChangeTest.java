package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A deployed pipe looked at, started, stopped and deleted; and what AWS may refuse. */
@Timeout(600)
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class ChangeTest {
  private static final String ARN = "arn:aws:pipes:eu-west-1:111122223333:pipe/orders";
  private OnCloud on;

  @BeforeEach
  void start() throws IOException {
    on = OnCloud.start().withOrderPipe("orders", "RUNNING", "");
  }

  @AfterEach
  void close() {
    on.close();
  }

  @Test
  void showsTheState() {
    Said said = Said.by("status", "orders");

    assertThat(said.lines())
        .startsWith(
            "orders  RUNNING  desired RUNNING",
            "  source      " + OnCloud.QUEUE,
            "  enrichment  " + OnCloud.FUNCTION,
            "  target      " + OnCloud.MACHINE);
    assertThat(said.lines().get(4)).matches("  created     20\\d\\d-.*Z");
    assertThat(said.lines().get(5)).matches("  changed     20\\d\\d-.*Z");
    assertThat(said.code()).isZero();
  }

  @Test
  void showsTheStateAsJson() throws IOException {
    on.withOrderPipe(
        "broken",
        "START_FAILED",
        "\"StateReason\": \"Queue does not exist.\","
            + "\"Tags\": {\"aws:cloudformation:stack-name\": \"shop\"},");

    Said said = Said.by("status", "broken", "--json");

    JsonNode json = Started.json(said.out());
    assertThat(json.path("state").asText()).isEqualTo("START_FAILED");
    assertThat(json.path("reason").asText()).isEqualTo("Queue does not exist.");
    assertThat(json.path("advice").asText())
        .isEqualTo(
            "a resource does not exist: check "
                + OnCloud.QUEUE
                + ", "
                + OnCloud.FUNCTION
                + " and "
                + OnCloud.MACHINE);
    assertThat(json.path("stack").asText()).isEqualTo("shop");
    assertThat(said.code()).isEqualTo(1);
  }

  @Test
  void stopsAndStarts() {
    Said stopped = Said.by("stop", "orders", "--yes");
    Said started = Said.by("start", "orders", "--yes");

    assertThat(stopped.lines())
        .startsWith("orders: RUNNING -> STOPPED  " + ARN, "orders  STOPPED  desired STOPPED");
    assertThat(stopped.err().lines()).containsExactly("orders: STOPPING", "orders: STOPPED");
    assertThat(started.lines())
        .startsWith("orders: STOPPED -> RUNNING  " + ARN, "orders  RUNNING  desired RUNNING");
    assertThat(on.cloud().changes())
        .containsExactly("POST /v1/pipes/orders/stop", "POST /v1/pipes/orders/start");
  }

  @Test
  void leavesAPipeThatRunsAlready() {
    Said said = Said.by("start", "orders");

    assertThat(said.code()).isZero();
    assertThat(said.lines()).startsWith("orders  RUNNING  desired RUNNING");
    assertThat(on.cloud().changes()).isEmpty();
  }

  @Test
  void tellsAStartThatFailed() throws IOException {
    on.withOrderPipe("orders", "STOPPED", "");
    on.cloud().nextEnds("START_FAILED", "Access denied to the KMS key");

    Said said = Said.by("start", "orders", "--yes");

    assertThat(said.lines())
        .contains(
            "orders  START_FAILED  desired RUNNING",
            "  to do       allow kms:Decrypt of the key to "
                + OnCloud.ROLE
                + ", in its policy and in the key's");
    assertThat(said.code()).isEqualTo(1);
  }

  @Test
  void deletes() {
    Said said = Said.by("delete", "orders", "--yes");

    assertThat(said.lines())
        .containsExactly("orders: RUNNING -> deleted  " + ARN, "orders  deleted");
    assertThat(said.code()).isZero();
    assertThat(on.cloud().pipe("orders")).isEmpty();
  }

  @Test
  void tellsWhatIsLeftOfAPipeThatCouldNotBeDeleted() throws IOException {
    on.withOrderPipe(
        "orders", "RUNNING", "\"Tags\": {\"aws:cloudformation:stack-name\": \"shop\"},");
    on.cloud().nextEnds("DELETE_FAILED", "Unknown");

    Said said = Said.by("delete", "orders", "--yes");

    assertThat(said.lines())
        .contains(
            "  belongs to the stack shop, which does not know about this",
            "orders  DELETE_FAILED  desired DELETED");
    assertThat(said.code()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stop", "delete"})
  void changesNothingWithoutATerminalOrYes(String command) {
    Said said = Said.by(command, "orders");

    assertThat(said.err())
        .isEqualTo(
            "standpipe: there is no terminal to ask at, and nothing was changed; pass --yes\n");
    assertThat(said.code()).isEqualTo(2);
    assertThat(on.cloud().changes()).isEmpty();
  }

  @Test
  void tellsThatThereIsNoSuchPipe() {
    Said said = Said.by("status", "order");

    assertThat(said.err())
        .isEqualTo(
            "standpipe: order: the pipe does not exist in eu-west-1; check its name, --region and"
                + " --profile\n");
    assertThat(said.code()).isEqualTo(2);
  }

  @Test
  void tellsThatAccessIsDenied() {
    on.cloud()
        .fails(
            "GET ",
            1,
            403,
            "AccessDeniedException",
            "User: arn:aws:iam::111122223333:user/me is not authorized to perform:"
                + " pipes:DescribePipe");

    assertThat(Said.by("status", "orders").err())
        .isEqualTo(
            "standpipe: orders: access denied; allow pipes:DescribePipe: User:"
                + " arn:aws:iam::111122223333:user/me is not authorized to perform:"
                + " pipes:DescribePipe\n");
  }

  @Test
  void tellsThatItIsThrottledForLong() {
    on.cloud().fails("GET ", 20, 429, "ThrottlingException", "Rate exceeded");

    Said said = Said.by("status", "orders");

    assertThat(said.err())
        .isEqualTo(
            "standpipe: orders: AWS throttles pipes:DescribePipe; wait a little and try again\n");
    assertThat(on.cloud().calls()).hasSizeGreaterThan(1);
  }

  @Test
  void tellsThatTheServiceFails() {
    on.cloud().fails("GET ", 20, 500, "InternalException", "internal");

    assertThat(Said.by("status", "orders").err())
        .isEqualTo(
            "standpipe: orders: AWS failed in pipes:DescribePipe (InternalException); try again\n");
  }

  @Test
  void tellsCredentialsThatHaveExpired() {
    on.cloud().fails("GET ", 1, 403, "ExpiredTokenException", "The security token is expired");

    assertThat(Said.by("status", "orders").err())
        .isEqualTo("standpipe: orders: the AWS credentials have expired; log in again\n");
  }

  @Test
  void tellsCredentialsThatNobodyKnows() {
    on.cloud().fails("GET ", 1, 403, "UnrecognizedClientException", "invalid");

    assertThat(Said.by("status", "orders").err())
        .isEqualTo(
            "standpipe: orders: AWS does not know the credentials (UnrecognizedClientException);"
                + " check AWS_PROFILE and the keys\n");
  }

  @Test
  void tellsWhatIsNotValid() {
    on.cloud().fails("DELETE ", 1, 400, "ValidationException", "Pipe name is not valid.");

    assertThat(Said.by("delete", "orders", "--yes").err())
        .isEqualTo(
            "standpipe: orders: pipes:DeletePipe was refused (ValidationException): Pipe name is"
                + " not valid\n");
  }

  @Test
  void doesNotWaitForEverForAServerThatHangs() {
    on.cloud().hangs("GET ");

    Said said = Said.by("status", "orders", "--timeout", "1");

    assertThat(said.err())
        .isEqualTo(
            "standpipe: orders: pipes:DescribePipe was not answered in time; check the network and"
                + " AWS_REGION, then try again\n");
    assertThat(said.code()).isEqualTo(2);
  }

  @Test
  void tellsAServerThatIsNotThere() {
    on.set("aws.endpointUrlPipes", "http://127.0.0.1:1");

    Said said = Said.by("status", "orders");

    assertThat(said.err())
        .startsWith("standpipe: orders: pipes:DescribePipe cannot be called: ")
        .hasLineCount(1);
    assertThat(said.code()).isEqualTo(2);
  }
}
