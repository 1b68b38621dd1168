package io.github.standpipe.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An index finds what a search through everything finds, in the same order. */
class IndexTest {
  private static final int SAMPLES = 500;

  @Test
  void findsWhatASearchFinds() {
    Random random = new Random(9);
    for (int i = 0; i < SAMPLES; i++) {
      List<List<String>> all = new ArrayList<>();
      Index<List<String>> index = new Index<>();
      IntStream.range(0, random.nextInt(40)).forEach(n -> all.add(keys(random)));
      all.forEach(keys -> index.add(keys, keys.stream()));
      List<String> wanted = keys(random);

      assertThat(index.find(wanted))
          .isEqualTo(all.stream().filter(one -> !Collections.disjoint(one, wanted)).toList());
      assertThat(index.find("a")).isEqualTo(all.stream().filter(k -> k.contains("a")).toList());
    }
  }

  private static List<String> keys(Random random) {
    return IntStream.range(0, random.nextInt(5))
        .mapToObj(n -> String.valueOf((char) ('a' + random.nextInt(12))))
        .toList();
  }
}
