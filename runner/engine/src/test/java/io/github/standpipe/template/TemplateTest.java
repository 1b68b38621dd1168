package io.github.standpipe.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.standpipe.json.Fault;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files are templates, and which values they accept. */
class TemplateTest {
  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private void refuses(String name, String text, String message) throws IOException {
    Path file = file(name, text);
    assertThatThrownBy(() -> Template.read(file, Map.of()))
        .isInstanceOf(Fault.class)
        .hasMessage(file + message);
  }

  @Test
  void refusesAFileThatIsNoTemplate() throws IOException {
    Path missing = folder.resolve("none.yaml");
    assertThatThrownBy(() -> Template.read(missing, Map.of()))
        .hasMessage(missing + ": does not exist");
    assertThatThrownBy(() -> Template.read(folder, Map.of()))
        .hasMessage(folder + ": is a folder; name the template in it");
    refuses("a.yaml", "", ": is empty");
    refuses("a.yaml", "# nothing\n", ": is empty");
    refuses("a.json", " \n", ": is empty");
    refuses(
        "a.yaml",
        "- a\n",
        ": is not a template but a list; a template is a mapping with Resources");
    refuses(
        "a.yaml", "text", ": is not a template but 'text'; a template is a mapping with Resources");
    refuses(
        "a.json", "[]", ": is not a template but a list; a template is a mapping with Resources");
    refuses("a.yaml", "Description: x", ": has no Resources; a template declares its pipes there");
    refuses("a.yaml", "Resources: []", ":1: Resources is a list; it must be a mapping");
    refuses("a.yaml", "Resources:\n", ":1: Resources is null; it must be a mapping");
  }

  @Test
  void refusesTextThatIsNotUtf8() throws IOException {
    Path file = Files.write(folder.resolve("latin.yaml"), new byte[] {'a', ':', (byte) 0xE9});
    assertThatThrownBy(() -> Template.read(file, Map.of()))
        .hasMessage(file + ": cannot be read as UTF-8 text; save it as UTF-8");
  }

  @Test
  void placesWhatIsNotYaml() throws IOException {
    refuses(
        "a.yaml",
        "Resources:\n  A: [1\n",
        ":3:1: is not YAML: expected ',' or ']', but got <stream end>");
    refuses(
        "a.yaml",
        "Resources: {}\n---\nb: 1\n",
        ":2:1: is not YAML: expected a single document in the stream but found another document");
    refuses(
        "a.yaml",
        "a: {{x}}",
        ":1: has a key that is not a string; put quotes around a string that begins with a brace");
    refuses(
        "a.yaml",
        "a: &x !Ref X\nb:\n  <<: *x\n",
        ":1: << merges Ref; write <<: and a mapping's alias");
    refuses("a.yaml", "a: &x\n  b: *x\n", ":1: an alias is inside its own anchor");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "main.tf | resource \"aws_pipes_pipe\" \"p\" {} | is Terraform configuration; run"
            + " terraform plan -out=plan and terraform show -json plan > plan.json, and name"
            + " plan.json",
        "main.tf.json | {\"resource\": {}} | is Terraform configuration; run terraform plan"
            + " -out=plan and terraform show -json plan > plan.json, and name plan.json",
        "terraform.tfstate | {\"version\": 4, \"terraform_version\": \"1.9.5\"} | is Terraform's"
            + " own state file; run terraform show -json > state.json, and name state.json",
        "copy.json | {\"version\": 4, \"terraform_version\": \"1.9.5\", \"lineage\": \"x\"} | is"
            + " Terraform's own state file; run terraform show -json > state.json, and name"
            + " state.json",
        "plan.json | {\"format_version\": \"2.0\", \"planned_values\": {}} | has format_version"
            + " 2.0, but only 0.x and 1.x are supported; use a Terraform version that prints one of"
            + " them",
        "schemas.json | {\"format_version\": \"1.0\", \"provider_schemas\": {}} | is not a plan or"
            + " a state of Terraform; run terraform plan -out=plan and terraform show -json plan >"
            + " plan.json, and name plan.json",
        "version.json | {\"terraform_version\": \"1.9.5\", \"platform\": \"linux_amd64\"} | is not"
            + " a plan or a state of Terraform; run terraform plan -out=plan and terraform show"
            + " -json plan > plan.json, and name plan.json",
        "failed.json | {\"format_version\": \"1.2\", \"planned_values\": {}, \"errored\": true} |"
            + " is a plan that ended with an error, so it lacks resources; mend that error and run"
            + " again terraform plan -out=plan and terraform show -json plan > plan.json, and name"
            + " plan.json",
        "log.json | `{\"@level\":\"info\",\"@module\":\"terraform.ui\",\"type\":\"version\"}\n"
            + "{\"@level\":\"info\",\"@module\":\"terraform.ui\"}\n` | is the log of a command"
            + " with -json; run terraform plan -out=plan and terraform show -json plan > plan.json,"
            + " and name plan.json",
        "shown.txt | `# aws_sqs_queue.a:\n"
            + "resource \"aws_sqs_queue\" \"a\" {\n"
            + "    name = \"a\"\n"
            + "}\n"
            + "` | is Terraform configuration; run terraform plan -out=plan and terraform"
            + " show -json plan > plan.json, and name plan.json",
        "planned.txt | `Plan:\n"
            + "  # aws_sqs_queue.a will be created\n"
            + "  + resource \"aws_sqs_queue\" \"a\" {\n"
            + "    }\n"
            + "` | is a plan in plain text; run terraform plan -out=plan and terraform"
            + " show -json plan > plan.json, and name plan.json",
        "serverless.yml | {service: a, provider: {name: aws}} | is a Serverless Framework file; run"
            + " serverless package and name .serverless/cloudformation-template-update-stack.json",
        "manifest.json | {\"version\": \"36.0.0\", \"artifacts\": {}} | is the CDK's list of its"
            + " output; name its folder, or a .template.json in it"
      })
  void namesAFileOfAnotherFormat(String name, String text, String message) throws IOException {
    refuses(name, text, ": " + message);
  }

  /** PowerShell writes the output of a command so. */
  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-8"})
  void readsAFileThatBeginsWithAByteOrderMark(String encoding) throws IOException {
    String text =
        "{\"Resources\": {\"P\": {\"Type\": \"AWS::Pipes::Pipe\", \"Properties\": {\"Source\":"
            + " \"arn:aws:sqs:r:a:kø\", \"Target\": \"arn:aws:sqs:r:a:b\"}}}}";
    Path file = file("wide.json", "");
    Files.write(file, ("\uFEFF" + text).getBytes(Charset.forName(encoding)));
    assertThat(Template.read(file, Map.of()).pipe("P").source().name())
        .isEqualTo("arn:aws:sqs:r:a:kø");
  }

  @Test
  void mergesMappingsWithTheirOwnKeysFirst() throws IOException {
    Path file =
        file(
            "a.yaml",
            """
            x-base: &base {Source: 'arn:aws:sqs:r:a:base', Target: 'arn:aws:sqs:r:a:base'}
            x-more: &more {Target: 'arn:aws:sqs:r:a:more', Name: more}
            Resources:
              One: {Type: AWS::Pipes::Pipe, Properties: {<<: *base, Source: 'arn:aws:sqs:r:a:own'}}
              Two: {Type: AWS::Pipes::Pipe, Properties: {<<: [*more, *base]}}
            """);
    Template template = Template.read(file, Map.of());
    assertThat(template.pipe("One").source().name()).isEqualTo("arn:aws:sqs:r:a:own");
    assertThat(template.pipe("One").target().name()).isEqualTo("arn:aws:sqs:r:a:base");
    assertThat(template.pipe("Two").source().name()).isEqualTo("arn:aws:sqs:r:a:base");
    assertThat(template.pipe("Two").target().name()).isEqualTo("arn:aws:sqs:r:a:more");
    assertThat(template.pipe("Two").name()).isEqualTo("more");
  }

  @Test
  void readsLineEndsOfWindows() throws IOException {
    Path file = file("a.yaml", "Resources:\r\n  P:\r\n    Type: AWS::Pipes::Pipe\r\n");
    assertThat(Template.read(file, Map.of()).pipe("P").where()).isEqualTo(file + ":2");
  }

  @Test
  void placesWhatIsNotJson() throws IOException {
    refuses(
        "a.json",
        "{\"Resources\":\n {\"A\" 1}}",
        ":2:7: is not JSON: unexpected character: was expecting a colon to separate"
            + " field name and value");
    refuses("a.json", "{\"Resources\": {}} {}", ":1:19: has more than one JSON value");
  }

  @Test
  void refusesAKeyThatStandsTwice() throws IOException {
    refuses("a.yaml", "Resources:\n  A: {}\n  A: {}\n", ":3:3: repeats the key A");
    refuses("a.json", "{\"Resources\": {\n \"A\": {},\n \"A\": {}}}", ":3:2: repeats the key A");
  }

  @Test
  void readsJsonWithTabsAndAByteOrderMark() throws IOException {
    Path file =
        file(
            "a.template.json",
            "\uFEFF{\n\t\"Resources\": {\n\t\t\"P\": {\"Type\": \"AWS::Pipes::Pipe\"}\n\t}\n}\n");
    assertThat(Template.read(file, Map.of()).pipe("P").where()).isEqualTo(file + ":3");
  }

  @Test
  void readsYamlThatBeginsWithABrace() throws IOException {
    Path file = file("a.yaml", "{Resources: {P: {Type: AWS::Pipes::Pipe}}}");
    assertThat(Template.read(file, Map.of()).pipes()).hasSize(1);
  }

  @Test
  void refusesALoopByItsNameAndReadsTheRest() throws IOException {
    Path file = file("a.yaml", "Resources:\n  A: {Type: X}\n  Fn::ForEach::Queues: [a, [b], {}]\n");
    Template template = Template.read(file, Map.of());

    assertThat(template.declarations()).hasSize(1);
    assertThat(template.refusedLoops())
        .singleElement()
        .extracting(Fault::getMessage)
        .isEqualTo(
            file + ":3: Fn::ForEach::Queues needs AWS::LanguageExtensions; add it to Transform");
  }

  @Test
  void resolvesAChainOfAThousandQueues() throws IOException {
    StringBuilder text = new StringBuilder("Resources:\n  Q0: {Type: AWS::SQS::Queue}\n");
    for (int i = 1; i < 1000; i++) {
      text.append(
          "  Q%d: {Type: AWS::SQS::Queue, Properties: {QueueName: !GetAtt Q%d.QueueName}}\n"
              .formatted(i, i - 1));
    }
    Template template = Template.read(file("a.yaml", text.toString()), Map.of());

    assertThat(template.declarations().getLast().name()).contains("Q0");
  }

  @Test
  void refusesAResourceItCannotRead() throws IOException {
    refuses(
        "a.yaml", "Resources:\n  A: {}\n", ":2: A has no Type; add one, such as AWS::SQS::Queue");
    refuses(
        "a.yaml",
        "Resources:\n  A:\n    Type: X\n    Properties: []\n",
        ":4: Properties of A is a list; it must be a mapping");
    refuses(
        "a.yaml",
        "Resources:\n  Fn::Transform: {Name: AWS::Include}\n",
        ":2: Fn::Transform is not supported; write the Resources themselves");
  }

  @Test
  void saysThatThereIsNoPipe() throws IOException {
    Path file = file("a.yaml", "Resources: {}");
    assertThatThrownBy(() -> Template.read(file, Map.of()).pipe("P"))
        .hasMessage(file + ": has no pipe P, and no other");
  }

  private static final String PARAMETERS =
      """
      Parameters:
        Stage: {Type: String, AllowedValues: [dev, prod]}
        Name: {Type: String, AllowedPattern: "[a-z]+", MinLength: 2, MaxLength: 4}
        Size: {Type: Number, MinValue: 1, MaxValue: 10}
        Secret: {Type: String, AllowedValues: [x], NoEcho: true}
        Path: {Type: "AWS::SSM::Parameter::Value<String>", Default: version}
      Resources: {}
      Outputs:
        A: {Value: !ImportValue shared}
        B: {Value: '{{resolve:ssm:name:1}}'}
        C: {Value: !ImportValue [odd]}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Stage | qa | :2: parameter Stage is 'qa'; write one of dev, prod",
        "Name | A1 | :3: parameter Name is 'A1'; write a value that matches AllowedPattern [a-z]+",
        "Name | a | :3: parameter Name is 'a'; write characters, at least 2",
        "Name | abcde | :3: parameter Name is 'abcde'; write characters, at most 4",
        "Size | x | :4: parameter Size is 'x'; write a number",
        "Size | 0 | :4: parameter Size is '0'; write a number at least 1",
        "Size | 11 | :4: parameter Size is '11'; write a number at most 10",
        "Secret | y | :5: parameter Secret has a value that it does not accept; write one of x",
        "Stge | dev | : has no parameter Stge; its parameters are Stage, Name, Size, Secret, Path",
        "AWS::Reigon | x | : has no parameter AWS::Reigon; its parameters are Stage, Name, Size,"
            + " Secret, Path"
      })
  void refusesWhatIsGiven(String name, String value, String message) throws IOException {
    Path file = file("a.yaml", PARAMETERS);
    assertThatThrownBy(() -> Template.read(file, Map.of(name, value))).hasMessage(file + message);
  }

  @Test
  void takesWhatTheTemplateUses() throws IOException {
    Map<String, String> given =
        Map.of(
            "Stage",
            "prod",
            "Name",
            "abc",
            "Size",
            "10",
            "Path",
            "7",
            "version",
            "7",
            "shared",
            "s",
            "name",
            "n",
            "AWS::Region",
            "eu-west-1",
            "/a/path",
            "v");
    assertThat(Template.read(file("a.yaml", PARAMETERS), given).pipes()).isEmpty();
  }

  @Test
  void saysThatThereAreNoParameters() throws IOException {
    Path file = file("a.yaml", "Resources: {}");
    assertThatThrownBy(() -> Template.read(file, Map.of("Stage", "x")))
        .hasMessage(file + ": has no parameter Stage, and no other");
  }
}
