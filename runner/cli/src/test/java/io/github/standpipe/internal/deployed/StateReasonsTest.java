package io.github.standpipe.internal.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.standpipe.json.Json;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateReasonsTest {

  private static DeployedPipe failed(String reason) {
    return new DeployedPipe(
        "p",
        "arn:aws:pipes:eu-west-1:1:pipe/p",
        Json.object()
            .put("RoleArn", "ROLE")
            .put("Source", "SOURCE")
            .put("Enrichment", "ENRICHMENT")
            .put("Target", "TARGET"),
        "CREATE_FAILED",
        "RUNNING",
        Optional.of(reason),
        Optional.empty(),
        Optional.empty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "does not have permissions to call ReceiveMessage on SQS"
            + "| allow sqs:ReceiveMessage, sqs:DeleteMessage and sqs:GetQueueAttributes on SOURCE"
            + " to ROLE",
        "The role cannot be assumed by principal pipes.amazonaws.com"
            + "| let pipes.amazonaws.com assume ROLE: sts:AssumeRole in its trust policy, whose"
            + " conditions name this account and pipe",
        "Synchronous invocation of STANDARD workflows is not supported| Pipes does not wait for a"
            + " STANDARD machine: set InvocationType to FIRE_AND_FORGET for the target; use an"
            + " EXPRESS machine as enrichment",
        "KMS key access denied | allow kms:Decrypt of the key to ROLE, in its policy and in the"
            + " key's",
        "not authorized to perform: lambda:InvokeFunction"
            + "| allow lambda:InvokeFunction on ENRICHMENT to ROLE",
        "not authorized to perform: states:StartExecution"
            + "| allow states:StartExecution on TARGET to ROLE",
        "Queue does not exist" + "| a resource does not exist: check SOURCE, ENRICHMENT and TARGET",
        "Access denied | check the policies of ROLE"
      })
  void saysWhatToDo(String reason, String advice) {
    assertThat(failed(reason).advice()).contains(advice);
  }

  @Test
  void saysNothingOfWhatItDoesNotKnow() {
    assertThat(failed("Something happened").advice()).isEmpty();
  }
}
