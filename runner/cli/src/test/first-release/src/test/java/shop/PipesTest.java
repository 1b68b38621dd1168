package shop;

import io.github.standpipe.testing.FixtureTests;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/** Every fixture, each a test. */
class PipesTest {

  @TestFactory
  Stream<DynamicContainer> fixtures() {
    return FixtureTests.of(Path.of("pipes/template.yaml"), Path.of("fixtures"));
  }
}
