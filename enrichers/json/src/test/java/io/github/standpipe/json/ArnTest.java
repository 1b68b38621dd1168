package io.github.standpipe.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** ARNs and short texts, which the runner uses too. */
class ArnTest {

  @Test
  void readsTheSixPartsOfAnArn() {
    String text = "arn:aws-cn:lambda:cn-north-1:123456789012:function:orders:live";
    assertThat(Arn.parse(text))
        .contains(
            new Arn("aws-cn", "lambda", "cn-north-1", "123456789012", "function:orders:live"));
    assertThat(Arn.of(text)).hasToString(text);
    assertThat(Arn.of(text).beside("sqs", "orders"))
        .hasToString("arn:aws-cn:sqs:cn-north-1:123456789012:orders");
    assertThat(Arn.of("arn:aws:s3:::bucket")).isEqualTo(new Arn("aws", "s3", "", "", "bucket"));
    assertThat(Arn.name(text)).isEqualTo("live");
    assertThat(Arn.name("orders")).isEqualTo("orders");
  }

  @Test
  void givesWhatThereIsOfATextThatIsNotAnArn() {
    assertThat(Arn.parse("orders")).isEmpty();
    assertThat(Arn.parse("arn:aws:sqs:eu-west-1:123456789012")).isEmpty();
    assertThat(Arn.service("arn:aws:sqs")).isEqualTo("sqs");
    assertThat(Arn.service("arn:aws")).isEmpty();
    assertThat(Arn.region("arn:aws:sqs:eu-west-1")).isEqualTo("eu-west-1");
    assertThat(Arn.region("arn:aws:sqs")).isEmpty();
    assertThatThrownBy(() -> Arn.of("orders"))
        .hasMessage("orders: is not an ARN; write arn:PARTITION:SERVICE:REGION:ACCOUNT:NAME");
  }

  @Test
  void shortensATextBetweenPairs() {
    assertThat(Printable.shortened("abc", 3)).isEqualTo("abc");
    assertThat(Printable.shortened("abcd", 3)).isEqualTo("abc...");
    assertThat(Printable.shortened("ab\uD83D\uDE00", 3)).isEqualTo("ab...");
    assertThat(Printable.shortened("a\uD83D\uDE00b", 3)).isEqualTo("a\uD83D\uDE00...");
    assertThat(Printable.shortened("\uD83D\uDE00", 1)).isEqualTo("...");
  }
}
