package io.github.standpipe.internal.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineBytesTest {

  @Test
  void splitsAsANaiveSplitDoes() throws IOException {
    Random random = new Random(5);
    for (int round = 0; round < 200; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(200); i > 0; i--) {
        text.append(random.nextInt(8) == 0 ? "\n" : "é".repeat(random.nextInt(900)));
      }
      List<String> expected = new ArrayList<>();
      int start = 0;
      for (int end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", start)) {
        expected.add(text.substring(start, end + 1));
        start = end + 1;
      }
      if (start < text.length()) {
        expected.add(text.substring(start));
      }

      assertThat(lines(slow(text.toString(), random))).isEqualTo(expected);
    }
  }

  @Test
  void splitsALongLineBetweenItsValues() throws IOException {
    String value = "{\"a\": \"" + "}{\\\"".repeat(5_000) + "\", \"b\": [{}]}";
    String text = value.repeat(100) + "\nlast";

    List<String> lines = lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));

    assertThat(lines).hasSizeGreaterThan(2).last().isEqualTo("last");
    assertThat(String.join("", lines)).isEqualTo(text);
    assertThat(lines.subList(0, lines.size() - 1))
        .allSatisfy(line -> assertThat(line.strip().replace(value, "")).isEmpty());
  }

  @Test
  void skipsALineThatIsTooLongAndGoesOn() throws IOException {
    byte[] text = new byte[LineBytes.LONGEST + 100];
    java.util.Arrays.fill(text, (byte) 'x');
    text[1] = '\n';
    text[text.length - 3] = '\n';
    LineBytes lines = new LineBytes(new ByteArrayInputStream(text));

    assertThat(lines.next()).asString().isEqualTo("x\n");
    assertThat(lines.next()).isEmpty();
    assertThat(lines.isSkipped()).isTrue();
    assertThat(lines.number()).isEqualTo(2);
    assertThat(lines.next()).asString().isEqualTo("xx");
    assertThat(lines.isSkipped()).isFalse();
    assertThat(lines.number()).isEqualTo(3);
    assertThat(lines.next()).isNull();
  }

  private static List<String> lines(InputStream stream) throws IOException {
    LineBytes lines = new LineBytes(stream);
    List<String> all = new ArrayList<>();
    for (byte[] line = lines.next(); line != null; line = lines.next()) {
      all.add(new String(line, StandardCharsets.UTF_8));
    }
    return all;
  }

  /** A stream that gives few bytes at once. */
  private static InputStream slow(String text, Random random) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
      @Override
      public synchronized int read(byte[] bytes, int offset, int length) {
        return super.read(bytes, offset, Math.min(length, 1 + random.nextInt(5_000)));
      }
    };
  }
}
