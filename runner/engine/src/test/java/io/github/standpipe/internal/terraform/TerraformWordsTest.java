package io.github.standpipe.internal.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerraformWordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Write Principal: {Service: pipes.amazonaws.com} and Action: sts:AssumeRole. | Write"
            + " Principal = {Service = \"pipes.amazonaws.com\"} and Action = \"sts:AssumeRole\".",
        "Add Condition: {StringEquals: {aws:SourceAccount: !Ref AWS::AccountId}}."
            + " | Add Condition = {StringEquals = {\"aws:SourceAccount\" ="
            + " data.aws_caller_identity.current.account_id}}.",
        "Write ArnEquals: {aws:SourceArn: !GetAtt aws_sns_topic.news.Arn}."
            + " | Write ArnEquals = {\"aws:SourceArn\" = aws_sns_topic.news.arn}.",
        "Write Effect: Allow for Resource: !Ref aws_sfn_state_machine.ship."
            + " | Write Effect = \"Allow\" for Resource = aws_sfn_state_machine.ship.arn."
      })
  void writesElementsOfPoliciesAsTerraformDoes(String message, String expected) {
    assertThat(TerraformWords.of(message)).isEqualTo(expected);
  }
}
