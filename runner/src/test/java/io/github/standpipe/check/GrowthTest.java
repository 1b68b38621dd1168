package io.github.standpipe.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.standpipe.template.Template;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The time of a check grows with the number of pipes and not with its square. It is the time of the
 * thread itself, the best of some rounds, so that a busy machine does not count.
 */
class GrowthTest {
  private static final int FEW = 250;
  private static final int TIMES = 4;
  private static final double MOST = 8;
  private static final int ROUNDS = 4;

  @TempDir private Path folder;

  static Stream<Arguments> templates() {
    return Stream.of(
        forms("plain", ManyPipes::plain),
        forms("policies", ManyPipes::withPolicies),
        forms("shared policies", ManyPipes::withSharedPolicies),
        forms("all", ManyPipes::withAll));
  }

  private static Arguments forms(String name, IntFunction<String> pipes) {
    return Arguments.of(name, pipes);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("templates")
  void growsWithTheNumberOfPipes(String name, IntFunction<String> pipes) throws IOException {
    Path few = write("few", pipes.apply(FEW));
    Path many = write("many", pipes.apply(FEW * TIMES));

    grows(few, many, Doctor::examine);
    grows(few, many, Permissions::of);
  }

  private static void grows(Path few, Path many, Consumer<Template> examination) {
    double ratio = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS && ratio >= MOST; round++) {
      double one = nanos(few, examination);
      ratio = Math.min(ratio, nanos(many, examination) / one);
    }
    assertThat(ratio).as("%d times as many pipes take", TIMES).isLessThan(MOST);
  }

  private Path write(String name, String yaml) throws IOException {
    return Files.writeString(folder.resolve(name + ".yaml"), yaml);
  }

  private static long nanos(Path file, Consumer<Template> examination) {
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    examination.accept(Template.read(file, Map.of()));
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
  }
}
