package io.github.standpipe.internal.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which paths DynamoDB takes together in one expression. */
class DocumentPathTest {
  private static String path(Random random) {
    StringBuilder path = new StringBuilder(name(random));
    for (int step = random.nextInt(4); step > 0; step--) {
      path.append(random.nextInt(3) == 0 ? "[" + random.nextInt(2) + "]" : "." + name(random));
    }
    return path.toString();
  }

  private static String name(Random random) {
    return List.of("a", "b", "ab").get(random.nextInt(3));
  }

  /**
   * The oracle compares texts: where they part, one ends, or one goes on with a dot and the other
   * with a bracket.
   */
  private static boolean areRefused(String one, String other) {
    String a = one + ";";
    String b = other + ";";
    List<String> left = List.of(a.split("(?=[.;\\[])"));
    List<String> right = List.of(b.split("(?=[.;\\[])"));
    int same = 0;
    while (same < left.size() && same < right.size() && left.get(same).equals(right.get(same))) {
      same++;
    }
    if (same == left.size() || left.get(same).equals(";") || right.get(same).equals(";")) {
      return true;
    }
    return same > 0 && left.get(same).charAt(0) != right.get(same).charAt(0);
  }

  @Test
  void refusesThePathsThatOverlapOrNeedDifferentKinds() {
    int refused = 0;
    for (int seed = 0; seed < 5_000; seed++) {
      Random random = new Random(seed);
      String one = path(random);
      String other = path(random);
      boolean excludes = DocumentPath.parse(one).excludes(DocumentPath.parse(other));
      assertThat(excludes).as(one + " and " + other).isEqualTo(areRefused(one, other));
      assertThat(DocumentPath.parse(other).excludes(DocumentPath.parse(one))).isEqualTo(excludes);
      refused += excludes ? 1 : 0;
    }
    assertThat(refused).isBetween(1_000, 4_000);
  }

  @ParameterizedTest
  @CsvSource({
    "a.b[0].c, true",
    "'a,b,c.d', true",
    "'a[0][1],b', true",
    "a.[0], false",
    "[0], false",
    "a[x], false",
    "a[0]b, false",
    "a], false",
    "'a,', false",
    "'a, b', false"
  })
  void readsPaths(String text, boolean valid) {
    assertThat(DocumentPath.arePaths(text)).isEqualTo(valid);
  }

  @Test
  void writesNamesAsPlaceholders() {
    List<String> names = new ArrayList<>();
    assertThat(
            DocumentPath.parse("lines[10].size.x[2]")
                .written(name -> {
                  names.add(name);
                  return "#" + names.size();
                }))
        .isEqualTo("#1[10].#2.#3[2]");
    assertThat(names).containsExactly("lines", "size", "x");
  }
}
