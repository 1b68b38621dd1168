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
 * The time of a check grows with the number of pipes rather than its square. It is the CPU time of
 * the thread, the best of some rounds, so a busy machine does not matter.
 */
class GrowthTest {
  private static final int TIMES = 4;
  private static final double MOST = 8;
  private static final int ROUNDS = 6;

  @TempDir private Path folder;

  static Stream<Arguments> templates() {
    return Stream.of(
        forms("plain", 250, ManyPipes::plain),
        forms("policies", 250, ManyPipes::withPolicies),
        forms("shared policies", 250, ManyPipes::withSharedPolicies),
        forms("all", 100, ManyPipes::withAll));
  }

  private static Arguments forms(String name, int few, IntFunction<String> pipes) {
    return Arguments.of(name, few, pipes);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("templates")
  void growsWithTheNumberOfPipes(String name, int number, IntFunction<String> pipes)
      throws IOException {
    Path few = write("few", pipes.apply(number));
    Path many = write("many", pipes.apply(number * TIMES));

    grows(few, many, Doctor::examine);
    grows(few, many, Permissions::of);
  }

  /** The best time of each counts, after a warm-up. */
  private static void grows(Path few, Path many, Consumer<Template> examination) {
    nanos(few, examination);
    double one = Double.MAX_VALUE;
    double all = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS && (round == 0 || all / one >= MOST); round++) {
      one = Math.min(Math.min(one, nanos(few, examination)), nanos(few, examination));
      all = Math.min(all, nanos(many, examination));
    }
    assertThat(all / one).as("%d times as many pipes take", TIMES).isLessThan(MOST);
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
