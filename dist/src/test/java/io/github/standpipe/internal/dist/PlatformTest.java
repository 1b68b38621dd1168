package io.github.standpipe.internal.dist;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {
  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, linux-x64",
    "Linux, aarch64, linux-arm64",
    "Mac OS X, aarch64, macos-arm64",
    "Mac OS X, x86_64, macos-x64",
    "Windows 11, amd64, windows-x64",
  })
  void namesWhereItRuns(String system, String processor, String name) {
    assertThat(Platform.name(system, processor)).isEqualTo(name);
  }
}
