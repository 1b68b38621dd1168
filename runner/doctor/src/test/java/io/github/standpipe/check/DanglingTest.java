package io.github.standpipe.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import io.github.standpipe.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DanglingTest {
  private static final String SAM = "Transform: AWS::Serverless-2016-10-31\n";

  @TempDir Path folder;

  /** References of every form, in random nesting: exactly the dangling ones are found. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void findsEachNameThatIsNotDeclaredAndNoOther(int seed) throws IOException {
    Random random = new Random(seed);
    List<String> missing = new ArrayList<>();
    ObjectNode template = Json.object();
    template.putObject("Parameters").putObject("P1").put("Type", "String").put("Default", "x");
    template
        .putObject("Conditions")
        .set("C1", Json.parse("{\"Fn::Equals\": [{\"Ref\": \"P1\"}, \"x\"]}"));
    ObjectNode resources = template.putObject("Resources");
    for (int i = 0; i < 200; i++) {
      ObjectNode resource = resources.putObject("Q" + i).put("Type", "AWS::SQS::Queue");
      ObjectNode properties = resource.putObject("Properties");
      for (int key = 0; key < 5; key++) {
        properties.set("Key" + key, reference(random, missing, random.nextInt(6)));
      }
      if (random.nextInt(10) == 0) {
        resource.put("DependsOn", name(random, missing));
      }
    }
    Path file = Files.writeString(folder.resolve("t.json"), Json.text(template));

    assertThat(found(file)).containsExactlyInAnyOrderElementsOf(missing).hasSizeGreaterThan(20);
  }

  private static JsonNode reference(Random random, List<String> missing, int depth)
      throws IOException {
    if (depth == 0) {
      String form =
          switch (random.nextInt(5)) {
            case 0 -> "{\"Ref\": \"%s\"}";
            case 1 -> "{\"Fn::GetAtt\": [\"%s\", \"Arn\"]}";
            case 2 -> "{\"Fn::GetAtt\": \"%s.QueueName\"}";
            case 3 -> "{\"Fn::Sub\": \"a-${%s.Arn}-${AWS::Region}-${P1}-${!No}\"}";
            default -> "{\"Fn::Sub\": [\"${%s} ${Own}\", {\"Own\": {\"Ref\": \"P1\"}}]}";
          };
      return Json.parse(form.formatted(name(random, missing)));
    }
    String inner = Json.text(reference(random, missing, depth - 1));
    String form =
        switch (random.nextInt(5)) {
          case 0 -> "{\"Fn::Join\": [\"\", [\"a\", %s]]}";
          case 1 -> "{\"Fn::If\": [\"C1\", %s, {\"Ref\": \"AWS::NoValue\"}]}";
          case 2 -> "{\"Fn::Select\": [0, [%s]]}";
          case 3 -> "{\"Deeper\": [{\"Condition\": \"a text\"}, %s]}";
          default -> "{\"Fn::Sub\": [\"${V}\", {\"V\": %s}]}";
        };
    return Json.parse(form.formatted(inner));
  }

  private static String name(Random random, List<String> missing) {
    if (random.nextInt(20) > 0) {
      return "Q" + random.nextInt(200);
    }
    missing.add("Gone" + missing.size());
    return missing.getLast();
  }

  private static List<String> found(Path file) {
    return Doctor.examine(Template.read(file, Map.of())).findings().stream()
        .filter(finding -> finding.rule().id().equals("dangling-reference"))
        .map(finding -> finding.observed().replaceAll("^.* names (\\S+?)(\\.\\S+)? by .*$", "$1"))
        .toList();
  }

  private List<String> inYaml(String yaml) throws IOException {
    return found(Files.writeString(folder.resolve("t.yaml"), yaml));
  }

  @Test
  void knowsWhatSamMakes() throws IOException {
    String names =
        """
        Resources:
          Fn: {Type: AWS::Serverless::Function, Properties: {AutoPublishAlias: live, Events: {Tick: {Type: Schedule}}}}
          Own: {Type: AWS::Serverless::Function, Properties: {Role: !GetAtt R.Arn}}
          R: {Type: AWS::IAM::Role}
          L: {Type: AWS::Serverless::LayerVersion}
          M: {Type: AWS::Serverless::StateMachine}
          S:
            Type: AWS::SSM::Parameter
            DependsOn: [FnRole, FnAliaslive, FnTick, FnTickPermission, La0b1c2d3e4, MRole, ServerlessRestApi]
            Properties:
              Value: [!Ref Fn.Alias, !Ref Fn.Version, !GetAtt FnRole.Arn, !Sub '${Fn.Alias}', !Ref ServerlessHttpApi]
        """;

    assertThat(inYaml(SAM + names)).isEmpty();
    assertThat(inYaml(SAM + names.replace("FnTickPermission", "Fnn"))).containsExactly("Fnn");
    assertThat(inYaml(SAM + names.replace("FnTickPermission", "OwnRole")))
        .containsExactly("OwnRole");
    assertThat(inYaml(SAM + names.replace("FnTickPermission", "OwnAliaslive")))
        .containsExactly("OwnAliaslive");
    assertThat(inYaml(SAM + names.replace("!Ref Fn.Alias", "!Ref Own.Alias")))
        .containsExactly("Own");
  }

  @Test
  void takesAnAliasOfTheGlobalsAndOneThatAnIntrinsicGives() throws IOException {
    String globals = "Globals: {Function: {AutoPublishAlias: live}}\n";
    String fn =
        """
        Parameters: {Stage: {Type: String}}
        Resources:
          Fn: {Type: AWS::Serverless::Function, Properties: {Handler: a.B%s}}
          S: {Type: AWS::SSM::Parameter, Properties: {Value: [!Ref Fn.Alias, !Sub '${Fn.Version}']}}
        """;

    assertThat(inYaml(SAM + fn.formatted(""))).containsExactly("Fn", "Fn");
    assertThat(inYaml(SAM + globals + fn.formatted(""))).isEmpty();
    assertThat(inYaml(SAM + fn.formatted(", AutoPublishAlias: !Ref Stage"))).isEmpty();
    assertThat(inYaml(SAM + fn.formatted(", AutoPublishAlias: !Sub 'v-${Stage}'"))).isEmpty();
  }

  @Test
  void doubtsWhatOthersMayBring() throws IOException {
    String resources =
        """
        Resources:
          Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !Ref Nope}}
        """;

    assertThat(inYaml(resources)).containsExactly("Nope");
    assertThat(inYaml("Transform: OurMacro\n" + resources)).isEmpty();
    assertThat(inYaml("Transform: {Name: AWS::Include, Parameters: {Location: s3}}\n" + resources))
        .isEmpty();
    assertThat(inYaml(resources.replace("{QueueName", "{Fn::Transform: {Name: M}, QueueName")))
        .isEmpty();
    assertThat(
            inYaml(
                resources
                    + "  Mod: {Type: A::B::C::MODULE}\n"
                    + "  T: {Type: A::B::C, DependsOn: ModTable}\n"))
        .containsExactly("Nope");
  }

  @Test
  void knowsAttributesOnlyWhereItIsCertain() throws IOException {
    String resources =
        """
        Resources:
          Q: {Type: AWS::SQS::Queue}
          R: {Type: AWS::IAM::Role}
          V: {Type: AWS::Lambda::Version}
          X: {Type: AWS::New::Thing}
          S:
            Type: AWS::SSM::Parameter
            Properties: {Value: [!GetAtt Q.FifoQueue, !GetAtt X.Any, !GetAtt V.Version, !Sub '${V.Version}', !GetAtt %s]}
        """;

    assertThat(inYaml(resources.formatted("R.RoleId"))).isEmpty();
    assertThat(inYaml(resources.formatted("R.RoleName"))).containsExactly("R");
    assertThat(inYaml(resources.formatted("Q.Url"))).containsExactly("Q");
  }
}
