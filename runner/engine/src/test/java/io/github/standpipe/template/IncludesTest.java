package io.github.standpipe.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code AWS::Include} of files beside a template. */
class IncludesTest {
  @TempDir Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    file("queues.yaml", "One: {Type: AWS::SQS::Queue}\nTwo: {Type: AWS::SQS::Queue}\n");
    file("name.json", "{\"QueueName\": \"included\"}");
    file("delay.yaml", "DelaySeconds: 5\n");
    file("nested.yaml", "Fn::Transform: {Name: AWS::Include, Parameters: {Location: name.json}}\n");
    file(
        "sections.yaml",
        "Mappings: {M: {a: {b: mapped}}}\nResources: {Three: {Type: AWS::SQS::Queue}}\n");
    file("list.yaml", "[a]\n");
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Template template(String text) throws IOException {
    return Template.readUsable(file("t.yaml", text), Map.of());
  }

  private static String include(String file) {
    return "{Name: AWS::Include, Parameters: {Location: " + file + "}}";
  }

  private static List<String> ids(Template template) {
    return template.declarations().stream().map(Declaration::logicalId).toList();
  }

  @Test
  void addsTheKeysOfAFile() throws IOException {
    Template template =
        template(
            "Resources:\n  Fn::Transform: "
                + include("./queues.yaml")
                + "\n"
                + "  Own: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 9, Fn::Transform:"
                + " ["
                + include("name.json")
                + ", "
                + include("delay.yaml")
                + "]}}"
                + "\n  All: {Type: AWS::SQS::Queue, Properties: {Fn::Transform: "
                + include("name.json")
                + "}}\n");
    assertThat(ids(template)).containsExactly("One", "Two", "Own", "All");
    Declaration own = template.declared("Own").orElseThrow();
    assertThat(own.properties().keys())
        .containsExactly("VisibilityTimeout", "QueueName", "DelaySeconds");
    assertThat(template.declared("All").orElseThrow().property("QueueName").text())
        .contains("included");
    assertThat(template.declared("Two").orElseThrow().at().where())
        .isEqualTo(folder.resolve("queues.yaml") + ":2");
    assertThat(template.unread()).isEmpty();
    assertThat(template.mayBringResources()).isFalse();
  }

  @Test
  void addsSectionsAtTheTop() throws IOException {
    Template template =
        template(
            "Transform: [AWS::Serverless-2016-10-31, "
                + include("sections.yaml")
                + "]\n"
                + "Resources: {Own: {Type: AWS::SQS::Queue, Properties: {QueueName: !FindInMap [M,"
                + " a, b]}}}\n");
    assertThat(ids(template)).containsExactly("Own", "Three");
    assertThat(template.declared("Own").orElseThrow().property("QueueName").text())
        .contains("mapped");
    assertThat(template.mayBringResources()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{Name: AWS::Include, Parameters: {Location: s3://parts/queues.yaml}}",
        "{Name: AWS::Include, Parameters: {Location: gone.yaml}}",
        "{Name: AWS::Include, Parameters: {Location: !Ref Where}}",
        "{Name: AWS::Include, Parameters: {Location: nested.yaml}}",
        "{Name: Repeat, Parameters: {Location: queues.yaml}}",
        "text"
      })
  void leavesWhatIsNotLocal(String transform) throws IOException {
    Template template =
        template(
            "Resources:\n  Own: {Type: AWS::SQS::Queue}\n  Fn::Transform: " + transform + "\n");
    assertThat(ids(template)).containsExactly("Own");
    assertThat(template.unread())
        .singleElement()
        .extracting(Throwable::getMessage)
        .asString()
        .endsWith("Fn::Transform adds a part of the Resources that was not examined");
    assertThat(template.mayBringResources()).isTrue();
  }

  @Test
  void namesALocalFileThatStaysOut() throws IOException {
    assertThat(unread("Fn::Transform: " + include("gone.yaml")))
        .isEqualTo("AWS::Include of " + folder.resolve("gone.yaml") + ", which does not exist");
    assertThat(unread("Fn::Transform: " + include("nested.yaml")))
        .isEqualTo(
            "AWS::Include of "
                + folder.resolve("name.json")
                + ", which an included file cannot include");
    assertThat(unread("Tags: !Transform " + include("gone/too.yaml")))
        .isEqualTo("AWS::Include of " + folder.resolve("gone/too.yaml") + ", which does not exist");
    assertThat(unread("Fn::Transform: " + include("s3://parts/queues.yaml")))
        .isEqualTo("the macro AWS::Include");
  }

  private String unread(String property) throws IOException {
    String template = "Resources: {Own: {Type: AWS::SQS::Queue, Properties: {" + property + "}}}";
    String line = template(template).unread().getFirst().getMessage();
    return line.replaceFirst("^.* is made by ", "").replace(", and is unknown", "");
  }

  @Test
  void saysWhatCannotBeIncluded() {
    assertThatThrownBy(() ->
            template(
                "Resources: {One: {Type: A::B::C}, Fn::Transform: " + include("queues.yaml") + "}"))
        .hasMessage(
            folder.resolve("queues.yaml")
                + ":1: an include adds One, which is there already; remove one");
    assertThatThrownBy(() -> template("Resources: {Fn::Transform: " + include("list.yaml") + "}"))
        .hasMessage(
            folder.resolve("list.yaml")
                + ": is not a template but a list; a template is a mapping with"
                + " Resources");
  }
}
