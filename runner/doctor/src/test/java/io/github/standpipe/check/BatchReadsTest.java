package io.github.standpipe.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A batch is followed through both query languages, along the paths that an array can take. */
class BatchReadsTest {
  private static final String RAW =
      "OrderPipe: {Properties: {Enrichment: !Ref AWS::NoValue, RoleArn: !ImportValue role}}\n";
  private static final String MAP =
      "{Type: Map, End: true, ItemProcessor: {StartAt: S, States: {S: {Type: Pass, End: true}}}}";

  private static List<String> rules(String states) {
    return Laid.readRules(Laid.machine("{StartAt: A, States: {" + states + "}}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "A: {Type: Choice, Choices: [{Variable: $.q, IsPresent: true, Next: B}], Default: C}, B:"
            + " {Type: Pass, Parameters: {q.$: $.q}, End: true}, C: {Type: Succeed}",
        "A: {Type: Choice, Choices: [{Not: {Variable: $.q, IsPresent: false}, Next: B}], Default:"
            + " C}, B: {Type: Pass, Parameters: {q.$: $.q}, End: true}, C: {Type: Succeed}",
        "A: {Type: Choice, Choices: [{And: [{Variable: $.q, IsPresent: true}, {Variable: $.q,"
            + " StringEquals: x}], Next: C}], Default: C}, C: {Type: Succeed}",
        "A: {Type: Choice, Choices: [{Variable: '$[0]', IsPresent: true, Next: B}], Default: C}, C:"
            + " {Type: Succeed}, B: "
            + MAP,
        "A: {Type: Choice, Choices: [{Variable: '$[0]', IsPresent: true, Next: C}], Default: B}, C:"
            + " {Type: Succeed}, B: {Type: Pass, InputPath: $.q, End: true}",
        "A: {Type: Choice, QueryLanguage: JSONata, Choices: [{Condition: '{%"
            + " $exists($states.input[0]) %}', Next: C}], Default: B}, C: {Type: Succeed}, B:"
            + " {Type: Pass, InputPath: $.q, End: true}",
        "A: {Type: Choice, QueryLanguage: JSONata, Choices: [{Condition: '{% $type($states.input) ="
            + " \"object\" %}', Next: B}], Default: C}, C: {Type: Succeed}, B: {Type: Pass,"
            + " InputPath: $.q, End: true}",
        "A: {Type: Pass, QueryLanguage: JSONata, Output: {ids: '{% $states.input.id[] %}'}, End:"
            + " true}",
        "A: {Type: Pass, Parameters: {first.$: '$[0]', all.$: $}, End: true}",
        "A: {Type: Pass, Assign: {first.$: '$[0]'}, Next: B}, B: " + MAP,
        "A: {Type: Pass, Parameters: {o.$: $}, Next: B}, B: {Type: Pass, InputPath: '$.o[0]', End:"
            + " true}",
      })
  void takesTheArrayForAnArray(String states) {
    assertThat(rules(states)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "A: {Type: Pass, InputPath: '$.[0]', End: true} | machine-reads-first",
        "A: {Type: Pass, Parameters: {o.$: 'States.ArrayGetItem($, 0)'}, End: true}"
            + " | machine-reads-first",
        "A: {Type: Pass, Assign: {o.$: '$[0]'}, Next: B}, B: {Type: Pass, Parameters: {x.$:"
            + " $o.id}, End: true} | machine-reads-first",
        "A: {Type: Pass, QueryLanguage: JSONata, Assign: {o: '{% $states.input[0] %}'}, End: true}"
            + " | machine-reads-first",
        "A: {Type: Pass, Parameters: {d.$: \"$['id']\"}, End: true} | machine-reads-object",
        "A: {Type: Pass, OutputPath: '$[0]', End: true} | machine-reads-first",
        "A: {Type: Choice, Choices: [{Variable: '$[0].k', StringEquals: x, Next: B}], Default: C},"
            + " B: {Type: Pass, InputPath: '$[0].y', End: true}, C: {Type: Succeed}"
            + " | machine-reads-first",
      })
  void findsWhatIsReadOtherwise(String states, String rule) {
    assertThat(rules(states)).containsExactly(rule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "QueryLanguage: JSONata, Items: '{% $states.input %}', | Output: '{% $states.input.body.id"
            + " %}'",
        "ItemSelector: {id.$: $$.Map.Item.Value.body.id}, | Comment: c",
        "ItemSelector: {o.$: $$.Map.Item.Value}, | InputPath: $.o.body.id",
        "QueryLanguage: JSONata, ItemSelector: {o: '{% $states.context.Map.Item.Value %}'},"
            + " | Output: '{% $states.input.o.body.id %}'",
        "Comment: c, | InputPath: \"$['body'].id\"",
      })
  void findsABodyThatIsReadAsAnObject(String map, String state) {
    String language = map.contains("JSONata") ? "QueryLanguage: JSONata, " : "";
    String machine =
        "{%sStartAt: A, States: {A: {Type: Map, %s End: true, ItemProcessor: {StartAt: S, States:"
            + " {S: {Type: Pass, %s, End: true}}}}}}";

    String laid =
        Laid.machine(
            machine.formatted(language, map.replace("QueryLanguage: JSONata, ", ""), state));
    assertThat(Laid.readRules(RAW + laid)).containsExactly("body-is-text");
    assertThat(Laid.readRules(laid)).isEmpty();
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
