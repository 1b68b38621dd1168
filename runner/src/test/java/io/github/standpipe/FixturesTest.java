package io.github.standpipe;

import io.github.standpipe.fixture.FixtureTests;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/**
 * Every fixture: those of the project's pipes, those of the sample enricher, and those of the
 * engine's rules.
 */
class FixturesTest {

  @TestFactory
  Stream<DynamicContainer> pipes() {
    return FixtureTests.of(Path.of("pipes/template.yaml"), Path.of("fixtures"));
  }

  @TestFactory
  Stream<DynamicContainer> orders() {
    return FixtureTests.of(
        Path.of("runner/src/test/orders/pipes/template.yaml"),
        Path.of("runner/src/test/orders/fixtures"));
  }

  @TestFactory
  Stream<DynamicContainer> rules() {
    return FixtureTests.of(
        Path.of("runner/src/test/rules/pipes/template.yaml"),
        Path.of("runner/src/test/rules/fixtures"));
  }
}
