package io.github.standpipe.internal.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stands on a terminal while a command lasts; time is a number. */
class ProgressTest {
  private final AtomicLong now = new AtomicLong(1_000_000_000_000L);
  private final StringWriter screen = new StringWriter();
  private final Progress progress = new Progress();
  private PrintWriter out = new PrintWriter(screen);

  @BeforeEach
  void start() {
    PrintWriter terminal = new PrintWriter(new SafeWriter(screen), true);
    progress.start(terminal, now::get);
    out = new PrintWriter(progress.before(new SafeWriter(screen)), true);
  }

  private void after(Duration time) {
    now.addAndGet(time.toNanos());
    progress.tick();
  }

  /** The lines that a terminal shows: a line begins anew after each return. */
  private List<String> shown() {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    String text = screen.toString();
    for (int i = 0; i < text.length(); i++) {
      if (text.startsWith("\r\u001b[K", i)) {
        line.setLength(0);
        i += 3;
      } else if (text.charAt(i) == '\n') {
        lines.add(line.toString());
        line.setLength(0);
      } else {
        line.append(text.charAt(i));
      }
    }
    if (!line.isEmpty()) {
      lines.add(line.toString());
    }
    return lines;
  }

  @Test
  void appearsAfterTwoSecondsAndCounts() {
    progress.doing(0, 40, "templates checked");
    after(Duration.ofMillis(1_900));
    assertThat(shown()).isEmpty();

    after(Duration.ofMillis(200));
    assertThat(shown()).containsExactly("0 of 40 templates checked, 2 s");

    progress.doing(7, 40, "templates checked");
    after(Duration.ofSeconds(10));
    assertThat(shown()).containsExactly("7 of 40 templates checked, 12 s");
  }

  @Test
  void drawsABar() {
    progress.bar(1, 3, "changes judged");
    after(Duration.ofSeconds(2));
    assertThat(shown()).containsExactly("[########----------------] 1 of 3 changes judged, 2 s");

    progress.bar(0, 0, "changes judged");
    after(Duration.ofSeconds(1));
    assertThat(shown()).containsExactly("[########################] 0 of 0 changes judged, 3 s");
  }

  @Test
  void makesWayForResultsAndComesBackAfterSilence() {
    progress.doing("waiting for AWS");
    after(Duration.ofSeconds(3));

    out.println("a result");
    assertThat(shown()).containsExactly("a result");
    after(Duration.ofSeconds(1));
    assertThat(shown()).containsExactly("a result");
    after(Duration.ofSeconds(1));
    assertThat(shown()).containsExactly("a result", "waiting for AWS, 5 s");
    progress.close();
    assertThat(shown()).containsExactly("a result");
    assertThat(progress.tick()).isFalse();
  }

  @Test
  void leavesAQuestionAlone() {
    progress.doing("waiting for AWS");
    out.print("Delete it? [y/N] ");
    out.flush();
    after(Duration.ofMinutes(1));

    assertThat(shown()).containsExactly("Delete it? [y/N] ");
  }

  @Test
  void showsNothingWhileNothingLasts() {
    out.println("Ctrl-C ends");
    after(Duration.ofMinutes(1));
    progress.doing("x");
    after(Duration.ofMinutes(1));
    progress.done();
    after(Duration.ofMinutes(1));

    assertThat(shown()).containsExactly("Ctrl-C ends");
  }

  /** Whatever is printed, and whenever, stands on the screen in the end as without the line. */
  @Test
  void changesNothingOfWhatIsPrinted() {
    Random random = new Random(5);
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      String text = "line " + i + (random.nextBoolean() ? "\n" : " ");
      switch (random.nextInt(4)) {
        case 0 -> after(Duration.ofMillis(random.nextInt(5_000)));
        case 1 -> progress.doing(i, 5_000, "parts");
        case 2 -> {
          out.print(text);
          out.flush();
          expected.append(text);
        }
        default -> progress.tick();
      }
    }
    progress.close();

    assertThat(screen.toString()).contains(" of 5000 parts, ");
    assertThat(String.join("\n", shown())).isEqualTo(expected.toString().replaceAll("\n$", ""));
  }
}
