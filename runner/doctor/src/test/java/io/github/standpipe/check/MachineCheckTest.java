package io.github.standpipe.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the states of a machine read from its input array. */
class MachineCheckTest {
  private static final String NEXT = "B: {Type: Pass, Parameters: {id.$: $.id}, End: true}";

  private static java.util.List<String> rules(String states) {
    return Laid.readRules(Laid.machine("{StartAt: A, States: {" + states + "}}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{Type: Task, Parameters: {in.$: $}, End: true}",
        "{Type: Task, Parameters: {in.$: '$[*].id'}, End: true}",
        "{Type: Task, Parameters: {in.$: $$.Execution.Id}, End: true}",
        "{Type: Task, Parameters: {in.$: \"States.Format('$.x {}', $$.Execution.Id)\"}, End: true}",
        "{Type: Task, Parameters: {in.$: States.ArrayLength($)}, End: true}",
        "{Type: Task, ResultPath: null, End: true}",
        "{Type: Task, ResultPath: $, End: true}",
        "{Type: Task, Catch: [{ErrorEquals: [States.ALL], ResultPath: null, Next: B}], End: true}",
        "{Type: Task, InputPath: '$[*]', Catch: [{ResultPath: $.error, Next: B}], End: true}",
        "{Type: Task, Parameters: {in.$: $$.Execution.Input}, End: true}",
        "{Type: Task, ResultSelector: {a.$: $.Payload}, End: true}",
        "{Type: Task, OutputPath: $.Payload, End: true}",
        "{Type: Pass, Result: {a: $.b}, End: true}",
        "{Type: Map, Iterator: {StartAt: C, States: {C: {Type: Pass, InputPath: $.a, End: true}}}}",
        "{Type: Map, ItemSelector: {a.$: $$.Map.Item.Value.a}, End: true}",
        "{Type: Pass, QueryLanguage: JSONata, Output: '{% $count($states.input.id) %}', End: true}",
        "{Type: Pass, QueryLanguage: JSONata, Output: '{% $states.input %}', End: true}",
      })
  void takesTheArrayForAnArray(String state) {
    assertThat(rules("A: " + state)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{Type: Task, InputPath: '$[0]', End: true} | machine-reads-first",
        "{Type: Task, Parameters: {a: {b.$: '$[0].id'}}, End: true} | machine-reads-first",
        "{Type: Task, Parameters: {a.$: 'States.Format($[1].x)'}, End: true} | machine-reads-first",
        "{Type: Choice, Choices: [{Variable: $.a, IsNull: true, Next: B}]} | machine-reads-object",
        "{Type: Choice, Choices: [{And: [{Variable: $.a, IsNull: true}]}]} | machine-reads-object",
        "{Type: Choice, Choices: [{Variable: $$.Execution.Input.a, IsNull: true, Next: B}]}"
            + " | machine-reads-object",
        "{Type: Map, ItemsPath: $.items, End: true} | machine-reads-object",
        "{Type: Wait, SecondsPath: $.delay, End: true} | machine-reads-object",
        "{Type: Task, ResultPath: $.answer, End: true} | machine-reads-object",
        "{Type: Task, Catch: [{ErrorEquals: [States.ALL], ResultPath: $.error, Next: B}], End:"
            + " true} | machine-reads-object",
        "{Type: Task, Parameters: {in.$: $$.Execution.Input.id}, End: true} | machine-reads-object",
        "{Type: Task, Parameters: {in.$: '$$.Execution.Input[0].id'}, End: true}"
            + " | machine-reads-first",
        "{Type: Pass, Result: {}, Next: B}, B: {Type: Pass, Parameters: {in.$:"
            + " $$.Execution.Input.id}, End: true} | machine-reads-object",
        "{Type: Pass, QueryLanguage: JSONata, Output: '{% $states.context.Execution.Input[0] %}',"
            + " End: true} | machine-reads-first",
        "{Type: Pass, QueryLanguage: JSONata, Output: '{% $states.input[0].id %}', End: true}"
            + " | machine-reads-first",
        "{Type: Pass, QueryLanguage: JSONata, Output: {a: '{% $states.input.id %}'}, End: true}"
            + " | machine-reads-list",
      })
  void tellsWhatReadsOtherwise(String state, String rule) {
    assertThat(rules("A: " + state)).containsExactly(rule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{Type: Wait, Seconds: 1, Next: B}",
        "{Type: Pass, Next: B}",
        "{Type: Task, ResultPath: null, Next: B}",
        "{Type: Choice, Choices: [{Variable: '$[*].a', IsNull: true, Next: C}], Default: B}",
        "{Type: Parallel, Branches: [{StartAt: B, States: {" + NEXT + "}}], End: true}",
      })
  void followsTheInputThroughStatesThatPassItOn(String state) {
    assertThat(rules("A: " + state + ", " + NEXT)).containsExactly("machine-reads-object");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{Type: Task, Next: B}",
        "{Type: Pass, Result: {id: 1}, Next: B}",
        "{Type: Map, Next: B}",
        "{Type: Task, ResultPath: null, OutputPath: '$[*]', Next: B}",
      })
  void stopsWhereTheInputChanges(String state) {
    assertThat(rules("A: " + state + ", " + NEXT)).isEmpty();
  }

  @Test
  void endsInACircle() {
    assertThat(rules("A: {Type: Wait, Seconds: 1, Next: B}, B: {Type: Wait, Seconds: 1, Next: A}"))
        .isEmpty();
  }

  @Test
  void oneMessageABatchMayBeReadAsTheFirst() {
    String one = Laid.pipe("SourceParameters: {SqsQueueParameters: {BatchSize: 1}}");
    String machine =
        Laid.machine("{StartAt: A, States: {A: {Type: Pass, InputPath: '$[0]', End: true}}}");

    assertThat(Laid.readRules(one + machine)).isEmpty();
    assertThat(Laid.readRules(one + machine.replace("$[0]", "$.id")))
        .containsExactly("machine-reads-object");
  }

  @Test
  void aSizeThatIsNotKnownMayBeOne() {
    String unknown =
        Laid.pipe("SourceParameters: {SqsQueueParameters: {BatchSize: !ImportValue size}}");
    String machine =
        Laid.machine("{StartAt: A, States: {A: {Type: Pass, InputPath: '$[0]', End: true}}}");

    assertThat(Laid.readRules(unknown + machine)).isEmpty();
  }

  @Test
  void readsADefinitionWrittenAsText() {
    String text =
        "OrderMachine:\n  Type: AWS::StepFunctions::StateMachine\n  Properties:\n    RoleArn:"
            + " !ImportValue r\n    DefinitionString: !Join ['', ['{\"StartAt\": \"A\", \"States\":"
            + " {\"A\": {\"Type\": \"Pass\", \"InputPath\": \"$', '.a\"}}}']]\n";

    assertThat(Laid.reads(text))
        .extracting(Finding::observed)
        .containsExactly("State A of OrderMachine reads $.a.");
  }

  @Test
  void followsTheStatesOfADefinitionWrittenAsText() {
    String text =
        """
        OrderMachine:
          Type: AWS::StepFunctions::StateMachine
          Properties:
            RoleArn: !ImportValue r
            DefinitionString: '{"StartAt": "A", "States": {%s}}'
        """;
    String waits = "\"A\": {\"Type\": \"Wait\", \"Seconds\": 1, \"Next\": \"B\"}, ";
    String reads = "\"B\": {\"Type\": \"Pass\", \"InputPath\": \"$.a\", \"End\": true}";
    String branches =
        "\"A\": {\"Type\": \"Parallel\", \"Branches\": [{\"StartAt\": \"B\", \"States\": {%s}}]}";

    assertThat(Laid.reads(text.formatted(waits + reads)))
        .extracting(Finding::observed)
        .containsExactly("State B of OrderMachine reads $.a.");
    assertThat(Laid.reads(text.formatted(branches.formatted(reads))))
        .extracting(Finding::observed)
        .containsExactly("State B of OrderMachine reads $.a.");
  }

  @Test
  void namesTheContextObject() {
    assertThat(
            Laid.reads(
                Laid.machine(
                    "{StartAt: A, States: {A: {Type: Pass, InputPath: $$.Execution.Input.id, End:"
                        + " true}}}")))
        .extracting(Finding::observed)
        .containsExactly(
            "The context object in InputPath of OrderMachine reads $$.Execution.Input.id.");
  }

  @Test
  void statesOfTheSameNameInBranchesAreNoOneState() {
    String branch =
        "{\\\"StartAt\\\": \\\"Read\\\", \\\"States\\\": {\\\"Read\\\": {\\\"Type\\\":"
            + " \\\"Task\\\", \\\"InputPath\\\": \\\"%s\\\", \\\"End\\\": true}}}";
    String text =
        "{\\\"StartAt\\\": \\\"Read\\\", \\\"States\\\": {\\\"Read\\\": {\\\"Type\\\":"
            + " \\\"Parallel\\\", \\\"Branches\\\": [%s, %s], \\\"End\\\": true}}}";
    String machine =
        "OrderMachine:\n  Type: AWS::StepFunctions::StateMachine\n  Properties:\n"
            + "    StateMachineType: STANDARD\n    Definition: !Ref AWS::NoValue\n"
            + "    DefinitionString: \""
            + text.formatted(branch.formatted("$[0]"), branch.formatted("$.id"))
            + "\"\n";

    assertThat(Laid.readRules(machine))
        .containsExactlyInAnyOrder("machine-reads-first", "machine-reads-object");
  }

  @Test
  void anIteratorIsAnItemProcessorOfOldMachines() {
    String iterator =
        "A: {Type: Map, End: true, Iterator: {StartAt: C, States: {C: {Type: Pass, Parameters:"
            + " {a.$: $.body.a}, End: true}}}}";
    String raw =
        "OrderPipe: {Properties: {Enrichment: !Ref AWS::NoValue, RoleArn: !ImportValue role}}\n";

    assertThat(Laid.readRules(raw + Laid.machine("{StartAt: A, States: {" + iterator + "}}")))
        .containsExactly("body-is-text");
  }
}
