package io.github.standpipe.internal.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.standpipe.json.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository whose project lies below its outermost folder, and shares a layer. */
class BaseProjectTest {
  private static final String TEMPLATE =
      """
      Transform: AWS::Serverless-2016-10-31
      Parameters:
        Stage: {Type: String, Default: dev}
      Resources:
        From: {Type: AWS::SQS::Queue}
        To: {Type: AWS::Serverless::StateMachine, Properties: {Definition: {}}}
        Layer: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: ../../shared/jslt}}
        Rich:
          Type: AWS::Serverless::Function
          Properties:
            Runtime: java21
            Handler: com.example.Rich
            CodeUri: ../target/rich.zip
            Layers: [!Ref Layer]
        P:
          Type: AWS::Pipes::Pipe
          Properties:
            RoleArn: arn:aws:iam::123456789012:role/pipe
            Source: !GetAtt From.Arn
            Enrichment: !GetAtt Rich.Arn
            Target: !Ref To
            TargetParameters:
              StepFunctionStateMachineParameters: {InvocationType: FIRE_AND_FORGET}
      """;

  @TempDir Path folder;
  private Path template;
  private Path layer;

  @BeforeEach
  void begin() throws IOException {
    folder = folder.toRealPath();
    template = folder.resolve("orders/pipes/template.yaml");
    layer = folder.resolve("shared/jslt");
    Files.createDirectories(template.getParent());
    Files.createDirectories(layer);
    Files.writeString(template, TEMPLATE);
    Files.writeString(layer.resolve("rich.jslt"), "\"old\"");
    Files.writeString(folder.resolve(".gitattributes"), "*.jslt export-ignore\n");
    git("init", "-q", "-b", "main");
    commit("first");
  }

  @Test
  void readsTheProjectOfARevisionAndRemovesItAfterwards() throws IOException {
    Files.writeString(layer.resolve("rich.jslt"), "\"new\"");
    Files.writeString(template, "Resources: {}");

    Path read;
    try (BaseProject base = BaseProject.open(template, "main", Map.of())) {
      read = base.project().template().file();
      assertThat(read).hasContent(TEMPLATE);
      assertThat(layer(base).resolve("rich.jslt")).hasContent("\"old\"");
      assertThat(base.readable(read + ":3: is wrong"))
          .isEqualTo("orders/pipes/template.yaml:3: is wrong");
    }

    assertThat(read.resolveSibling("../../..").normalize()).doesNotExist();
    assertThat(layer.resolve("rich.jslt")).hasContent("\"new\"");
  }

  @Test
  void leavesTheUsersIndexAsItIs() throws IOException {
    Files.writeString(layer.resolve("rich.jslt"), "\"staged\"");
    git("add", "-A");
    byte[] index = Files.readAllBytes(folder.resolve(".git/index"));

    BaseProject.open(template, "HEAD", Map.of()).close();

    assertThat(folder.resolve(".git/index")).hasBinaryContent(index);
  }

  @Test
  void borrowsWhatIsBuiltAndSaysSo() throws IOException {
    Path built = Files.createDirectories(folder.resolve("orders/target")).resolve("rich.zip");
    Files.writeString(built, "classes");

    try (BaseProject base = BaseProject.open(template, "main", Map.of())) {
      Path zip = base.project().template().file().resolveSibling("../target/rich.zip").normalize();
      assertThat(zip).hasContent("classes");
      assertThat(base.notes())
          .containsExactly(
              "the base runs the classes of the current build for Rich, because a commit does not"
                  + " hold classes; to compare these too, build the base in a folder and name the"
                  + " folder");
    }

    assertThat(built).hasContent("classes");
  }

  @Test
  void readsATemplateThatHadAnotherPath() throws IOException {
    Path moved = folder.resolve("orders/infra/app.yaml");
    Files.createDirectories(moved.getParent());
    Files.move(template, moved);
    Files.delete(template.getParent());

    try (BaseProject base = BaseProject.open(moved, "main:orders/pipes/template.yaml", Map.of())) {
      assertThat(base.project().template().file()).hasContent(TEMPLATE);
    }
    assertThatThrownBy(() -> BaseProject.open(moved, "main", Map.of()))
        .hasMessage(
            "--base main: has no orders/infra/app.yaml; name another template as REVISION:PATH,"
                + " or a folder that has it");
  }

  @Test
  void readsAFolderOrATemplateInPlace() throws IOException {
    Path other = Files.createDirectories(folder.resolve("copy/pipes"));
    Files.writeString(other.resolve("template.yaml"), TEMPLATE);

    for (String base : List.of("copy", "copy/pipes", "copy/pipes/template.yaml")) {
      String place = folder.resolve(base).toString();
      try (BaseProject read = BaseProject.open(template, place, Map.of())) {
        assertThat(read.project().template().file()).isEqualTo(other.resolve("template.yaml"));
      }
    }
    try (BaseProject read = BaseProject.open(template, folder.toString(), Map.of())) {
      assertThat(read.project().template().file()).isEqualTo(template);
    }
    assertThat(other.resolve("template.yaml")).exists();
    String empty = folder.resolve("shared").toString();
    assertThatThrownBy(() -> BaseProject.open(template, empty, Map.of()))
        .hasMessage(
            "--base "
                + empty
                + ": holds no pipes/template.yaml; name a folder that does, or a template");
  }

  @Test
  void leavesOutAParameterThatTheBaseLacks() throws IOException {
    Map<String, String> parameters = Map.of("Stage", "prod", "Added", "1");

    try (BaseProject base = BaseProject.open(template, "main", parameters)) {
      assertThat(base.notes())
          .containsExactly("the base has no parameter Added, so its value is left out");
    }
  }

  @Test
  void followsLinksOfTheCommit() throws IOException {
    Files.move(layer, folder.resolve("shared/real"));
    Files.createSymbolicLink(layer, Path.of("real"));
    commit("link");

    try (BaseProject base = BaseProject.open(template, "HEAD", Map.of())) {
      assertThat(Files.isSymbolicLink(layer(base))).isTrue();
      assertThat(layer(base).resolve("rich.jslt")).hasContent("\"old\"");
    }
    assertThat(folder.resolve("shared/real/rich.jslt")).exists();
  }

  @Test
  void saysWhatItCannotUse() throws IOException {
    refuses(
        "nowhere",
        "--base nowhere: is not a folder, and git does not know such a revision; a shallow clone"
            + " lacks most of them, so fetch it first");
    refuses(
        "--exec=x",
        "--base --exec=x: is not a folder, and git does not know such a revision; a shallow clone"
            + " lacks most of them, so fetch it first");
    refuses("", "--base: is empty; name a git revision, a folder or a template");
  }

  @Test
  void saysIfTheTemplateIsInNoRepository(@TempDir Path outside) throws IOException {
    Path alone = Files.writeString(outside.resolve("template.yaml"), TEMPLATE);

    assertThatThrownBy(() -> BaseProject.open(alone, "main", Map.of()))
        .hasMessageStartingWith(
            "--base main: is not a folder, and not a revision either: git says 'not a git"
                + " repository");
  }

  @Test
  void saysIfGitIsMissing() {
    assertThatThrownBy(() -> BaseProject.open(template, "main", Map.of(), "git-is-not-here"))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "git-is-not-here: cannot be started; install git, or name a folder in place of a"
                + " revision");
  }

  @Test
  void namesAFaultOfTheBaseWithPathsOfTheRepository() throws IOException {
    Files.writeString(template, "Resources: [");
    commit("broken");
    Files.writeString(template, TEMPLATE);

    assertThatThrownBy(() -> BaseProject.open(template, "main", Map.of()))
        .hasMessageStartingWith("--base main: orders/pipes/template.yaml:");
  }

  private void refuses(String base, String message) {
    assertThatThrownBy(() -> BaseProject.open(template, base, Map.of()))
        .isInstanceOf(Fault.class)
        .hasMessage(message);
  }

  private static Path layer(BaseProject base) {
    Path file = base.project().template().file();
    return file.resolveSibling("../../shared/jslt").normalize();
  }

  private void commit(String message) throws IOException {
    git("add", "-A", "-f");
    git("-c", "user.name=n", "-c", "user.email=e@example.com", "commit", "-q", "-m", message);
  }

  private void git(String... arguments) {
    GitCommand.Answer answer = GitCommand.in(folder).answer(new byte[0], arguments);
    assertThat(answer.status()).as(answer.problem()).isZero();
  }
}
