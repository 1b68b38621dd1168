package io.github.standpipe.internal.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.standpipe.json.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueAddressTest {

  @ParameterizedTest
  @CsvSource({
    "orders, orders, none, none",
    "orders.fifo, orders.fifo, none, none",
    "arn:aws:sqs:eu-west-1:111122223333:orders, orders, 111122223333, eu-west-1",
    "https://sqs.eu-west-1.amazonaws.com/111122223333/orders, orders, 111122223333, eu-west-1",
    "http://127.0.0.1:9324/000000000000/orders/, orders, 000000000000, none"
  })
  void readsNamesUrlsAndArns(String given, String name, String account, String region) {
    QueueAddress address = QueueAddress.of(given, "cure");
    assertThat(address.name()).isEqualTo(name);
    assertThat(address.account().orElse("none")).isEqualTo(account);
    assertThat(address.region().orElse("none")).isEqualTo(region);
  }

  @Test
  void refusesWhatIsNone() {
    assertThatThrownBy(() -> QueueAddress.of("arn:aws:sns:eu-west-1:1:t", ""))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "arn:aws:sns:eu-west-1:1:t: is not the ARN of a queue; write"
                + " arn:aws:sqs:REGION:ACCOUNT:NAME");
    assertThatThrownBy(() -> QueueAddress.of("https://host", ""))
        .hasMessage("https://host: is not the URL of a queue; write https://HOST/ACCOUNT/NAME");
    assertThatThrownBy(() -> QueueAddress.of("https://a b/1/q", ""))
        .hasMessage("https://a b/1/q: is not the URL of a queue; write https://HOST/ACCOUNT/NAME");
    assertThatThrownBy(() -> QueueAddress.of("orders.txt", ""))
        .hasMessage("queue 'orders.txt': is not the name, URL or ARN of a queue");
  }
}
