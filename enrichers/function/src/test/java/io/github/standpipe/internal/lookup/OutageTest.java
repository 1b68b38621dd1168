package io.github.standpipe.internal.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.standpipe.enrich.Environment;
import io.github.standpipe.enrich.Invocation;
import io.github.standpipe.enrich.Lookup;
import io.github.standpipe.enrich.LookupUri;
import io.github.standpipe.json.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An outage says at once what the look-up itself says in the end. */
class OutageTest {
  private static final LookupCall HANGS =
      (keys, figures) -> {
        try {
          new CountDownLatch(1).await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        return new ServiceAnswer.Busy("interrupted", Duration.ZERO);
      };

  private static final Invocation INVOCATION =
      Invocation.of(
          new Environment(
              Map.of(), Path.of(""), Map.of(), InstantSource.system(), UUID::randomUUID));

  private static LookupUri uri(String value) {
    return LookupUri.parse("LOOKUP_X", value).orElseThrow();
  }

  private static String told(Lookup lookup) {
    return String.valueOf(
        catchThrowableOfType(Fault.class, () -> lookup.find(Set.of("a", "b"), INVOCATION))
            .getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "timeout=50ms&within=400ms&tries=100, 'the time ran out, 2 keys left; last: no answer within 50"
        + " ms'",
    "timeout=900ms&within=60ms, 'the time ran out, 2 keys left'",
    "timeout=30ms&tries=2&within=5s, 'no answer within 30 ms, 2 times; 2 keys left'"
  })
  void timesOutAsAServiceThatHangs(String options, String message) {
    LookupUri uri = uri("dynamodb:Table#" + options);
    assertThat(told(Outage.TIMES_OUT.of(uri))).isEqualTo(message);
    assertThat(told(new Calls(HANGS, Limits.of(uri, 100)))).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource({
    "dynamodb:Table#tries=2, 'ProvisionedThroughputExceededException, 2 times; 2 keys left'",
    "s3:bucket/{key}#tries=1, 'SlowDown, 1 time; 2 keys left'",
    "https://a.example/{key}#tries=2, 'HTTP 429, 2 times; 2 keys left'",
    "https://a.example/{key}#within=300ms, 'the time ran out, 2 keys left; last: HTTP 429'"
  })
  void throttlesAsAServiceThatIsAskedTooOften(String value, String message) {
    String code = message.replaceAll(".*last: ", "").replaceAll(",.*", "");
    LookupCall busy = (keys, figures) -> new ServiceAnswer.Busy(code, Duration.ZERO);
    assertThat(told(Outage.THROTTLES.of(uri(value)))).isEqualTo(message);
    assertThat(told(new Calls(busy, Limits.of(uri(value), 100)))).isEqualTo(message);
  }

  @Test
  void saysOfTheStandardOptionsThatTheTimeWasUp() {
    assertThat(told(Outage.TIMES_OUT.of(uri("dynamodb:Table"))))
        .isEqualTo("the time ran out, 2 keys left; last: no answer within 2 s");
  }
}
