package io.github.standpipe.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** References in advice about a resource of a nested stack, as its own template can write them. */
class InStackTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "on !GetAtt App/Queue.Arn. | App/Role | on !GetAtt Queue.Arn.",
        "!Ref App/Machine | App/Role | !Ref Machine",
        "!Sub ${App/Fn.Arn}:live | App/Role | !Sub ${Fn.Arn}:live",
        "!Sub ${App/Leaf/Fn.Arn}:live | App/Leaf/Role | !Sub ${Fn.Arn}:live",
        "on !GetAtt App/Queue.Arn. | Role | on the Arn of App/Queue.",
        "QueueName: !GetAtt App/Leaf/Queue.QueueName. | App/Role | QueueName: the QueueName of"
            + " Leaf/Queue.",
        "!Sub ${Other/Fn.Arn}:live | App/Role | the Arn of Other/Fn, followed by :live",
        "Add !Ref Other/Topic. | App/Role | Add the Ref of Other/Topic.",
        "!GetAtt Queue.Arn | Role | !GetAtt Queue.Arn",
        "!Sub arn:aws:s3:::${Bucket}/a/b | Role | !Sub arn:aws:s3:::${Bucket}/a/b",
        "!GetAtt arn:aws:pipes:eu-west-1:1:pipe/p.Arn | Role | !GetAtt"
            + " arn:aws:pipes:eu-west-1:1:pipe/p.Arn",
      })
  void areWritableInTheTemplateOfTheResource(String text, String resource, String written) {
    assertThat(InStack.references(text, resource)).isEqualTo(written);
  }
}
