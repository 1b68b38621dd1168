package io.github.standpipe.internal.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which paths a text contains: the tests build texts from parts whose paths they know. */
class PathReadsTest {
  private static final List<String> GAPS =
      List.of("", " ", "\n", "/* $states.input[0] */", "/*'*/", "/* \" ` */ ");
  private static final List<String> DECOYS =
      List.of(
          "'$states.input[0]'",
          "\"it's $x.a and \\\" $states.input\"",
          "'\\'$states.input.a'",
          "/\\$states.input/",
          "12.5",
          "$exists($states.input[0].a)",
          "$type($states.context.Execution.Input)",
          "$now()");
  private static final List<String> PATHS =
      List.of(
          "$states.input",
          "$states.input[0]",
          "$states.input.id",
          "$states.input.`a.b`[]",
          "$states.input['$x']",
          "$states.context.Execution.Input[1].a",
          "$states.context.Map.Item.Value.b",
          "$order.lines.*.sku",
          "$states.input[-1].`$states`.c");

  private final Random random = new Random(20261130);

  private <T> T one(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  /** With gaps between its tokens, where the language allows them. */
  private String spread(String path) {
    StringBuilder text = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      quoted ^= c == '`' || c == '\'';
      boolean gap = !quoted && (c == '.' || c == '[');
      text.append(gap ? one(GAPS) : "").append(c).append(gap ? one(GAPS) : "");
    }
    return text.toString();
  }

  private String expression(int depth, List<String> paths) {
    int kind = random.nextInt(depth == 0 ? 3 : 8);
    return switch (kind) {
      case 0 -> one(DECOYS);
      case 1, 2 -> {
        String path = one(PATHS);
        paths.add(path);
        yield spread(path);
      }
      case 3 -> "(" + expression(depth - 1, paths) + one(GAPS) + ")";
      case 4 -> expression(depth - 1, paths) + " + " + expression(depth - 1, paths);
      case 5 -> "$f(" + expression(depth - 1, paths) + "," + expression(depth - 1, paths) + ")";
      case 6 -> "[" + one(GAPS) + expression(depth - 1, paths) + "]";
      default -> "{'$states.input': " + expression(depth - 1, paths) + "}";
    };
  }

  @Test
  void ofRandomExpressionsAreThoseTheyAreMadeOf() {
    for (int round = 0; round < 20_000; round++) {
      List<String> expected = new ArrayList<>();
      String text = one(GAPS) + expression(3, expected);
      assertThat(JsonataReads.in(text).reads())
          .as(text)
          .extracting(PathRead::text)
          .isEqualTo(expected);
    }
  }

  @Test
  void ofRandomCallsAreTheirArguments() {
    List<String> decoys = List.of("'$.a[0]'", "'it\\'s $$.b, $'", "1.5", "null", "States.UUID()");
    List<String> paths =
        List.of(
            "$", "$[0].a", "$.a.b", "$['a, $.b'].c", "$..x", "$$.Map.Item.Value", "$o.é-1", "$[*]");
    for (int round = 0; round < 20_000; round++) {
      List<String> expected = new ArrayList<>();
      List<String> arguments = new ArrayList<>();
      for (int i = random.nextInt(4); i >= 0; i--) {
        boolean path = random.nextBoolean();
        arguments.add(one(path ? paths : decoys));
        if (path) {
          expected.add(arguments.getLast());
        }
      }
      String text = "States.Array(" + String.join(one(List.of(",", " , ")), arguments) + ")";
      assertThat(JsonPathReads.in(text)).as(text).extracting(PathRead::text).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "$states.input /* all */         | true  | $states.input",
        " $states.input[ 0 ]             | true  | $states.input[0]",
        "($x := $states.input; $x[0].a)  | false | $states.input[0].a",
        "$map($states.input, function($e){ $e.body.id }) | false | $states.input, $e.body.id",
        "$states.input[kind = $k].a      | false | $k, $states.input[kind=$k].a",
      })
  void resolveVariablesThatHoldTheInput(String expression, boolean alone, String paths) {
    List<PathRead> reads = JsonataReads.in(expression).reads();
    assertThat(String.join(", ", reads.stream().map(PathRead::text).toList())).isEqualTo(paths);
    assertThat(reads.getFirst().alone()).isEqualTo(alone);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "$.a                               | true  | $.a",
        "$.a.length()                      | false | $.a",
        "States.ArrayGetItem($, 0)         | true  | $[0]",
        "States.ArrayGetItem( $.a , 12 )   | true  | $.a[12]",
        "States.Array(States.ArrayGetItem($, 0), 1) | false | $[0]",
        "$.[0]                             | true  | $[0]",
        "$[?(@.a == '$.b]')].c             | true  | $[?(@.a == '$.b]')].c",
      })
  void takeTheItemOfACallForAnIndex(String text, boolean alone, String path) {
    PathRead read = JsonPathReads.in(text).getFirst();
    assertThat(read.text().replace(".[", "[")).isEqualTo(path);
    assertThat(read.alone()).isEqualTo(alone);
  }
}
