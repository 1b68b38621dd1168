package io.github.standpipe.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nested stacks in local files, beside the resources of the template that contains them. */
class NestedStacksTest {
  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Template parent(String resources) throws IOException {
    return Template.readUsable(file("parent.yaml", "Resources:\n" + resources), Map.of());
  }

  private static String queueNames(Template template) {
    List<String> names = new ArrayList<>();
    template
        .declarations("AWS::SQS::Queue")
        .forEach(queue ->
            names.add(queue.logicalId() + "=" + queue.property("QueueName").text().orElse("?")));
    return String.join(" ", names);
  }

  @Test
  void givesEachUseOfATemplateItsOwnParameters() throws IOException {
    file(
        "child.yaml",
        """
        Parameters: {Name: {Type: String, Default: plain}, All: {Type: CommaDelimitedList, Default: "a,b"}}
        Mappings: {Ends: {q: {end: "-1"}}}
        Conditions: {IsBig: !Equals [!Ref Name, big]}
        Resources:
          Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub ["${Name}${end}", {end: !FindInMap [Ends, q, end]}]}}
          Big: {Type: AWS::SQS::Queue, Condition: IsBig, Properties: {QueueName: !Select [1, !Ref All]}}
        """);
    Template template =
        parent(
            """
              One: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: child.yaml}}
              Two: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ./child.yaml, Parameters: {Name: big, All: "x, y"}}}
              Three: {Type: AWS::Serverless::Application, Properties: {Location: child.yaml, Parameters: {Name: !Join ["", [bi, g]]}}}
            """);
    assertThat(queueNames(template))
        .isEqualTo("One/Queue=plain-1 Two/Queue=big-1 Two/Big=y Three/Queue=big-1 Three/Big=b");
    assertThat(template.unusableStacks()).isEmpty();
  }

  @Test
  void leavesOutWhatTheConditionOfAStackLeavesOut() throws IOException {
    file(
        "child.yaml",
        """
        Parameters: {On: {Type: String}}
        Conditions: {IsOn: !Equals [!Ref On, "yes"]}
        Resources:
          Always: {Type: AWS::SQS::Queue}
          Some: {Type: AWS::SQS::Queue, Condition: IsOn}
        """);
    String text =
        """
        Parameters: {Use: {Type: String, Default: "no"}}
        Conditions: {IsUsed: !Equals [!Ref Use, "yes"]}
        Resources:
          Off: {Type: AWS::CloudFormation::Stack, Condition: IsUsed, Properties: {TemplateURL: child.yaml, Parameters: {On: "yes"}}}
          Half: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: child.yaml, Parameters: {On: !Ref Use}}}
        """;
    Path parent = file("parent.yaml", text);
    assertThat(queueNames(Template.read(parent, Map.of()))).isEqualTo("Half/Always=?");
    assertThat(queueNames(Template.read(parent, Map.of("Use", "yes"))))
        .isEqualTo("Off/Always=? Off/Some=? Half/Always=? Half/Some=?");
  }

  @Test
  void endsOnStacksThatPutOutWhatTheyAreGiven() throws IOException {
    file(
        "echo.yaml",
        """
        Parameters: {In: {Type: String}}
        Resources: {Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: !Ref In}}}
        Outputs: {Out: {Value: !Ref In}}
        """);
    Template template =
        parent(
            """
              A: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: echo.yaml, Parameters: {In: !GetAtt B.Outputs.Out}}}
              B: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: echo.yaml, Parameters: {In: !GetAtt A.Outputs.Out}}}
              C: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: echo.yaml, Parameters: {In: c}}}
              D: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: echo.yaml, Parameters: {In: !Sub "${C.Outputs.Out}-d"}}}
            """);
    assertThat(queueNames(template)).isEqualTo("A/Queue=? B/Queue=? C/Queue=c D/Queue=c-d");
  }

  @Test
  void endsOnTemplatesThatUseOthersTwice() throws IOException {
    file("t0.yaml", "Resources: {Queue: {Type: AWS::SQS::Queue}}\n");
    for (int i = 1; i <= 12; i++) {
      String stack =
          "{Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: t" + (i - 1) + ".yaml}}";
      file("t" + i + ".yaml", "Resources: {A: " + stack + ", B: " + stack + "}\n");
    }
    Template template = Template.readUsable(folder.resolve("t12.yaml"), Map.of());
    assertThat(template.unusableStacks())
        .isNotEmpty()
        .allSatisfy(one ->
            assertThat(one.reason()).isEqualTo("more than 200 stacks are nested; nest fewer"));
  }

  @Test
  void examinesTheRestOfATemplateWithAnUnusablePart() throws IOException {
    file("child.yaml", "Resources: {Bad: {Properties: {}}, Queue: {Type: AWS::SQS::Queue}}\n");
    Template template =
        parent("  S: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: child.yaml}}\n");
    assertThat(queueNames(template)).isEqualTo("S/Queue=?");
    assertThat(template.unusableParts())
        .singleElement()
        .satisfies(part -> {
          assertThat(part.holder()).isEqualTo("S/Bad");
          assertThat(part.at().file()).isEqualTo(folder.resolve("child.yaml").toString());
        });
  }

  @Test
  void expandsTheLoopOfANestedTemplateOverWhatItIsGiven() throws IOException {
    file(
        "child.yaml",
        """
        Transform: AWS::LanguageExtensions
        Parameters: {Names: {Type: CommaDelimitedList}}
        Resources:
          Fn::ForEach::Queues:
            - Name
            - !Ref Names
            - "Queue${Name}": {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub "${Name}-q"}}
        """);
    Template template =
        parent(
            """
              S: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: child.yaml, Parameters: {Names: !Join [",", [x, y]]}}}
            """);
    assertThat(queueNames(template)).isEqualTo("S/Queuex=x-q S/Queuey=y-q");
  }

  @Test
  void takesTheDefaultForWhatIsNotPassed() throws IOException {
    file(
        "child.yaml",
        """
        Parameters: {Name: {Type: String, Default: own}}
        Resources: {Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub "${Name}-q"}}}
        """);
    Template template =
        parent(
            """
              S: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: child.yaml, Parameters: {Name: !Ref AWS::NoValue}}}
            """);
    assertThat(queueNames(template)).isEqualTo("S/Queue=own-q");
  }

  @Test
  void generatesNamesOfALengthThatServicesTake() throws IOException {
    String id = "Queue" + "x".repeat(70);
    file(
        "child.yaml",
        "Resources: {"
            + id
            + "1: {Type: AWS::SQS::Queue}, "
            + id
            + "2: {Type: AWS::SQS::Queue}}\n");
    Template template =
        parent("  S: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: child.yaml}}\n");
    assertThat(template.declarations("AWS::SQS::Queue"))
        .extracting(queue -> queue.name().orElseThrow())
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("S-Queue[A-Za-z0-9-]{1,57}"));
  }

  @Test
  void readsAnotherTextOfANestedTemplate() throws IOException {
    Path child = file("child.yaml", "Resources: {One: {Type: AWS::SQS::Queue}}\n");
    Template template =
        parent("  S: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: child.yaml}}\n");
    assertThat(template.files()).contains(child.toAbsolutePath());
    assertThat(
            queueNames(
                template.withTexts(
                    Map.of(
                        child.toAbsolutePath().normalize(),
                        "Resources: {Two: {Type: AWS::SQS::Queue}}\n"))))
        .isEqualTo("S/Two=?");
  }

  /** One template, and the same resources spread over stacks, which pass what they need. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void doesNotChangeWhatPipesRead(long seed) throws IOException {
    Random random = new Random(seed);
    SpreadTemplate spread = new SpreadTemplate(random, 3 + random.nextInt(30));
    Path whole = file("whole.yaml", spread.whole());
    for (Map.Entry<String, String> one : spread.files().entrySet()) {
      file(one.getKey(), one.getValue());
    }
    Map<String, String> expected = sources(Template.read(whole, Map.of()));
    assertThat(sources(Template.read(folder.resolve("root.yaml"), Map.of()))).isEqualTo(expected);
    assertThat(expected).hasSize(spread.pipes());
  }

  /** The queue that each pipe reads, by the name of the pipe. */
  private static Map<String, String> sources(Template template) {
    Map<String, String> sources = new TreeMap<>();
    for (PipeDefinition pipe : template.pipes()) {
      sources.put(pipe.name(), pipe.queue().arn() + " " + pipe.source().type());
    }
    return sources;
  }
}
