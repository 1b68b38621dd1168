package io.github.standpipe.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.states.MachineJson;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which variables a state reads. */
class VariableReferencesTest {
  private static Map<String, SortedSet<String>> of(String states) throws JsonProcessingException {
    ObjectNode definition = MachineJson.NODES.objectNode().put("StartAt", "A");
    definition.set("States", MachineJson.parse(states.replace('\'', '"').replace('`', '\'')));
    return VariableReferences.of(definition);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'Type': 'Pass', 'InputPath': '$one.x', 'OutputPath': '$two[0]', 'ResultPath': '$.x'}|one"
            + " two",
        "{'Type': 'Pass', 'Parameters': {'a.$': '$one', 'b': '$two', 'c': [{'d.$':"
            + " '$.three'}]}}|one",
        "{'Type': 'Pass', 'Result': {'a.$': '$one', 'bPath': '$two'}, 'Assign': {'three.$':"
            + " '$four'}}|four",
        "{'Type': 'Task', 'Parameters': {'a.$': 'States.Format(`{}{}`, $one.y,"
            + " States.ArrayGetItem($two, $$.x))'}, 'TimeoutSecondsPath': '$six'}|one six two",
        "{'Type': 'Choice', 'Choices': [{'And': [{'Variable': '$one', 'IsPresent': true}, {'Not':"
            + " {'Variable': '$.x', 'NumericLessThanPath': '$two.y'}}], 'Assign': {'z.$':"
            + " '$four'}, 'Next': 'B'}]}|four one two",
        "{'Type': 'Fail', 'ErrorPath': '$one', 'CausePath': 'States.Format(`{}`, $two)'}|one two",
        "{'Type': 'Map', 'ItemsPath': '$one', 'ItemSelector': {'a.$': '$two'}, 'ItemBatcher':"
            + " {'BatchInput': {'b.$': '$six'}, 'MaxItemsPerBatchPath': '$ten'}, 'ItemReader':"
            + " {'Parameters': {'Bucket.$': '$four'}, 'ReaderConfig': {'MaxItemsPath': '$five'}}}"
            + "|five four one six ten two",
        "{'Type': 'Task', 'Catch': [{'Assign': {'a.$': '$one'}, 'ResultPath': '$.y'}]}|one",
        "{'Type': 'Pass', 'QueryLanguage': 'JSONata', 'Output': '{% $one.x + $two %}', 'Assign':"
            + " {'a': ['$three', '{% $four %}']}}|four one two",
        "{'Type': 'Pass', 'QueryLanguage': 'JSONata', 'Comment': '{% $six %}', 'Output': {'Result':"
            + " '{% $one %}', 'Comment': {'Branches': ['{% $two %}']}}}|one two"
      })
  void readsEachField(String state, String names) throws JsonProcessingException {
    assertThat(of("{'A': " + state + "}"))
        .containsOnly(Map.entry("A", new TreeSet<>(List.of(names.split(" ")))));
  }

  @Test
  void listsStatesInsideByThemselves() throws JsonProcessingException {
    assertThat(
            of(
                """
                {'Outer': {'Type': 'Map', 'ItemsPath': '$one', 'ItemProcessor': {'StartAt': 'In',
                   'States': {'In': {'Type': 'Pass', 'InputPath': '$two'},
                              'Idle': {'Type': 'Succeed'}}}},
                 'Side': {'Type': 'Parallel', 'Branches': [{'StartAt': 'L', 'States': {
                   'L': {'Type': 'Pass', 'QueryLanguage': 'JSONata', 'Output': '{% $three %}'}}}]}}\
                """))
        .containsOnly(
            Map.entry("Outer", new TreeSet<>(List.of("one"))),
            Map.entry("In", new TreeSet<>(List.of("two"))),
            Map.entry("L", new TreeSet<>(List.of("three"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '^',
      value = {
        "$sum($prices.net) + $states.input.n => prices",
        "($x := $y; $x + $z) => y z",
        "$map($items, function($v, $i){ $v.a = $limit and $i < 3 }) => items limit",
        "$items ~> $map($uppercase) => items",
        "'$no' & \"$no\" & `$no` & $yes /* $no */ => yes",
        "$match($text, /$no[/]*/i) => text",
        "$a / $b / $c => a b c",
        "$list@$v.x#$i[$i < $n] => list n",
        "$ ~> |$|{'a': $b}| => b",
        "$partition($range(1, $n, 1), $k) & $hash($uuid()) & $parse($t) => k n t",
        "$.a + $$.b => ",
        "$f_1(2) => f_1"
      })
  void readsWhatAnExpressionTakesFromOutside(
      String expression, @org.jspecify.annotations.Nullable String names) {
    assertThat(new JsonataNames(expression).free())
        .isEqualTo(names == null ? new TreeSet<>() : new TreeSet<>(List.of(names.split(" "))));
  }

  /** A name counts if and only if binding it to something else can change what comes out. */
  @Test
  void agreesWithTheLibraryOnWhichNamesMatter() {
    Random random = new Random(23);
    int read = 0;
    for (int i = 0; i < 1_500; i++) {
      String expression = new RandomExpression(random).of(4);
      SortedSet<String> names = new JsonataNames(expression).free();
      read += names.size();
      for (String name : List.of("a", "b", "c", "d")) {
        boolean matters = !value(expression, name, 1).equals(value(expression, name, 1_000_003));
        assertThat(names.contains(name)).as("%s in %s", name, expression).isEqualTo(matters);
      }
    }
    assertThat(read).isGreaterThan(500);
  }

  private static String value(String expression, String name, int value) {
    Jsonata jsonata = Jsonata.jsonata(expression);
    Jsonata.Frame frame = jsonata.createFrame();
    List.of("a", "b", "c", "d").forEach(other -> frame.bind(other, 7));
    frame.bind(name, value);
    return String.valueOf(jsonata.evaluate(null, frame));
  }

  /** Expressions whose value depends on each name that they read. */
  private record RandomExpression(Random random) {
    String of(int depth) {
      String name = "$" + "abcd".charAt(random.nextInt(4));
      return switch (depth == 0 ? random.nextInt(3) : random.nextInt(8)) {
        case 0 -> name;
        case 1 -> "'" + name + "'";
        case 2 -> "/* " + name + " */ 5";
        case 3 -> "[" + of(depth - 1) + ", " + of(depth - 1) + "]";
        case 4 -> "(" + of(depth - 1) + " & \"|\\\"" + name + "\")";
        case 5 -> "$string(" + of(depth - 1) + ")";
        case 6 -> "{\"k\": " + of(depth - 1) + ", '" + name + "': 1}";
        default -> "[(function($p) { [$p, " + of(depth - 1) + "] })(" + of(depth - 1) + ")]";
      };
    }
  }
}
