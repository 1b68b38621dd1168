package io.github.standpipe.internal.local;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Libraries that only ride along would feed vulnerability scanners, and nothing else. */
class UnusedLibrariesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.h2.Driver",
        "scalikejdbc.ConnectionPool",
        "org.apache.commons.dbcp2.BasicDataSource",
        "org.apache.commons.pool2.ObjectPool",
        "pureconfig.ConfigSource"
      })
  void areNotOnTheClassPath(String name) {
    assertThatThrownBy(() -> Class.forName(name)).isInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void areNotMissedByTheServer() {
    assertThatCode(() -> Class.forName("org.elasticmq.rest.sqs.SQSRestServerBuilder"))
        .doesNotThrowAnyException();
  }
}
