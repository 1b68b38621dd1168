package io.github.standpipe.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A batch is followed through both query languages, along the paths that an array can take. */
class BatchReadsTest {

  private static List<String> rules(String states) {
    return Laid.readRules(Laid.machine("{StartAt: A, States: {" + states + "}}"));
  }

  /** Machines with known results: detours that keep the array, then one reader. */
  @Test
  void saysOfRandomMachinesWhatIsTrueOfThem() {
    Random random = new Random(20261130);
    List<List<String>> readers =
        List.of(
            List.of(
                "",
                "Type: Map, ItemProcessor: {StartAt: S, States: {S: {Type: Pass, InputPath: $.id,"
                    + " End: true}}}",
                "Type: Task, Resource: r",
                "Type: Task, Resource: r, Parameters: {Payload.$: IN}",
                "Type: Pass, Parameters: {ids.$: 'IN[*].id'}",
                "Type: Pass, QueryLanguage: JSONata, Output: '{% $map(JN, function($o) {$o.id})"
                    + " %}'",
                "Type: Pass, QueryLanguage: JSONata, Output: {ids: '{% JN.id[] %}', first: '{%"
                    + " JN[0] %}'}"),
            List.of(
                "machine-reads-first",
                "Type: Pass, InputPath: 'IN[0]'",
                "Type: Pass, InputPath: 'IN.[0].id'",
                "Type: Task, Resource: r, Parameters: {a: {b.$: 'IN[0].id'}}",
                "Type: Pass, Parameters: {o.$: 'States.ArrayGetItem(IN, 0)'}",
                "Type: Pass, Assign: {o.$: 'IN[0]'}",
                "Type: Pass, QueryLanguage: JSONata, Output: '{% JN[0].id %}'",
                "Type: Pass, QueryLanguage: JSONata, Assign: {o: '{% JN[0] %}'}, Output: done"),
            List.of(
                "machine-reads-object",
                "Type: Pass, InputPath: IN.id",
                "Type: Map, ItemsPath: IN.items, ItemProcessor: {StartAt: S, States: {S: {Type:"
                    + " Pass, End: true}}}",
                "Type: Task, Resource: r, Parameters: {a.$: \"IN['id']\"}",
                "Type: Wait, SecondsPath: IN.delay",
                "Type: Pass, Assign: {o.$: IN.id}"));
    int[] counts = new int[readers.size()];
    for (int i = 0; i < 1000; i++) {
      int kind = random.nextInt(readers.size());
      List<String> forms = readers.get(kind);
      String form = forms.get(1 + random.nextInt(forms.size() - 1));
      String states = machine(form, random);

      assertThat(rules(states))
          .as(states)
          .isEqualTo(kind == 0 ? List.of() : List.of(forms.getFirst()));
      counts[kind]++;
    }
    assertThat(Arrays.stream(counts).min().orElse(0)).isGreaterThan(200);
  }

  private static String machine(String reader, Random random) {
    List<String> states = new ArrayList<>();
    String root = "$";
    String jsonata = "$states.input";
    String at = "A";
    for (int i = 0; i < random.nextInt(4); i++) {
      String next = "S" + i;
      switch (random.nextInt(5)) {
        case 0 -> states.add(at + ": {Type: Wait, Seconds: 1, Next: " + next + "}");
        case 1 -> states.add(at + ": {Type: Pass, Next: " + next + "}");
        case 2 ->
            states.add(
                at
                    + ": {Type: Choice, Choices: [{Variable: $.never, IsPresent: true, Next:"
                    + " Never}], Default: "
                    + next
                    + "}");
        case 3 ->
            states.add(
                at
                    + ": {Type: Task, Resource: r, Parameters: {}, ResultPath: null, Next: "
                    + next
                    + "}");
        default ->
            states.add(at + ": {Type: Pass, Result: {a: 1}, ResultPath: null, Next: " + next + "}");
      }
      at = next;
    }
    if (random.nextInt(3) == 0) {
      root = "$$.Execution.Input";
      jsonata = "$states.context.Execution.Input";
      boolean path =
          reader.contains("Type: Map, ItemProcessor") || reader.equals("Type: Task, Resource: r");
      if (!path) {
        states.add(at + ": {Type: Pass, Result: {a: 1}, Next: Last}");
        at = "Last";
      }
    }
    states.add(at + ": {" + reader.replace("IN", root).replace("JN", jsonata) + ", End: true}");
    states.add("Never: {Type: Pass, InputPath: $.never, End: true}");
    return String.join(", ", states);
  }
}
