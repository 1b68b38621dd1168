package io.github.standpipe.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A trust policy that names Pipes but does not let it assume the role. */
class PipesTrustTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Effect: Deny, Action: sts:AssumeRole",
        "Effect: Allow, Action: sts:TagSession",
        "Effect: Allow, Action: sts:AssumeRole, Condition: {ArnLike: {aws:SourceArn:"
            + " 'arn:aws:sqs:*:*:orders'}}"
      })
  void isNotAssumable(String terms) {
    assertThat(rules(terms)).contains("role-not-assumable");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Effect: Allow, Action: 'sts:assume*'",
        "Effect: Allow, Action: sts:AssumeRole, Condition: {ArnLike: {aws:SourceArn:"
            + " 'arn:aws:pipes:*:*:pipe/*'}}"
      })
  void isAssumable(String terms) {
    assertThat(rules(terms)).doesNotContain("role-not-assumable");
  }

  private static List<String> rules(String terms) {
    return Laid.rules(
        "OrderPipeRole: {Properties: {AssumeRolePolicyDocument: {Statement: [{Principal: {Service:"
            + " pipes.amazonaws.com}, "
            + terms
            + "}]}}}\n");
  }
}
