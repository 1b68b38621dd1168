package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.standpipe.internal.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a pipe can be compared with in a repository, and what cannot be. */
class CompareBasesTest {
  private static final String TEMPLATE =
      """
      Resources:
        Queue: {Type: AWS::SQS::Queue}
        Machine:
          Type: AWS::Serverless::StateMachine
          Properties:
            Definition:
              StartAt: Route
              States:
                Route:
                  Type: Choice
                  Choices: [{Variable: "$[0].n", NumericGreaterThan: 8, Next: Send}]
                  Default: Pass
                Pass: {Type: Pass, Result: VERDICT, End: true}
                Send:
                  Type: Task
                  Resource: arn:aws:states:::sqs:sendMessage
                  Parameters: {QueueUrl: https://sqs.example/1/q, MessageBody.$: "$"}
                  End: true
        Enricher:
          Type: AWS::Lambda::Function
          Properties:
            Runtime: java21
            Handler: io.github.standpipe.enrich.EnrichmentHandler
            Code: .
            Environment: {Variables: {TRANSFORM: x.jslt}}
        PIPE:
          Type: AWS::Pipes::Pipe
          Properties:
            RoleArn: arn:aws:iam::123456789012:role/pipe
            Source: !GetAtt Queue.Arn
            Enrichment: !GetAtt Enricher.Arn
            Target: !Ref Machine
            TargetParameters:
              StepFunctionStateMachineParameters: {InvocationType: FIRE_AND_FORGET}
      """;

  @TempDir Path folder;
  private Path repository;

  @BeforeEach
  void begin() throws IOException {
    folder = folder.toRealPath();
    repository = Files.createDirectories(folder.resolve("repository"));
    git(repository, "init", "-q", "-b", "main");
    write("pipes/template.yaml", TEMPLATE.replace("PIPE", "P"));
    write("pipes/x.jslt", "{\"n\": .n, \"old\": 1}");
    Files.writeString(folder.resolve("events.jsonl"), "{\"n\": 1}\n{\"n\": 2}\n");
  }

  private void write(String file, String text) throws IOException {
    Path path = repository.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private void commit(String message) throws IOException {
    git(repository, "add", "-A");
    git(repository, "commit", "-q", "-m", message);
  }

  private static void git(Path in, String... arguments) throws IOException {
    List<String> command =
        Stream.concat(
                Stream.of("git", "-c", "user.name=t", "-c", "user.email=t@example.com"),
                Stream.of(arguments))
            .toList();
    try {
      Process process =
          new ProcessBuilder(command).directory(in.toFile()).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes());
      assertThat(process.waitFor()).as(said).isZero();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Said compare(Path project, String base, String... more) {
    Stream<String> first =
        Stream.of(
            "compare",
            "P",
            "-t",
            project.resolve("pipes/template.yaml").toString(),
            "--base",
            base,
            "--events",
            folder.resolve("events.jsonl").toString());
    return Said.by(Stream.concat(first, Arrays.stream(more)).toArray(String[]::new));
  }

  private Said refused(String message) {
    return new Said(ExitCode.UNUSABLE, "", "standpipe: " + message + "\n");
  }

  @Test
  void hasNothingToCompareWithInARepositoryWithoutCommits() {
    for (String base : List.of("main", "HEAD")) {
      assertThat(compare(repository, base))
          .isEqualTo(
              refused(
                  "--base "
                      + base
                      + ": is not a folder, and the repository has no commits yet; commit the"
                      + " project first, or name a folder"));
    }
  }

  @Test
  void namesARevisionThatDoesNotExist() throws IOException {
    commit("first");

    for (String base : List.of("nowhere", "HEAD~7", "main^{tree}", "-x", "main:pipes/no.yaml")) {
      Said said = compare(repository, base);

      assertThat(said.code()).as(base).isEqualTo(ExitCode.UNUSABLE);
      assertThat(said.out()).isEmpty();
      assertThat(said.err().lines()).as(base).hasSize(1);
      assertThat(said.err()).contains(base);
    }
  }

  @Test
  void comparesInAShallowCloneWithWhatIsThere() throws IOException {
    commit("first");
    write("pipes/x.jslt", "{\"n\": .n}");
    commit("second");
    Path clone = folder.resolve("clone");
    git(folder, "clone", "-q", "--depth", "1", "file://" + repository, clone.toString());

    assertThat(compare(clone, "HEAD").out()).isEqualTo("P  2 events, none differs from HEAD\n");
    assertThat(compare(clone, "HEAD~1").err())
        .isEqualTo(
            "standpipe: --base HEAD~1: is not a folder, and git does not know such a revision; a"
                + " shallow clone lacks most of them, so fetch it first\n");
    git(clone, "fetch", "-q", "--depth", "2");
    assertThat(compare(clone, "HEAD~1").out()).contains("removed  $[*].old  2 events");
  }

  @Test
  void findsAPipeThatHadAnotherName() throws IOException {
    write("pipes/template.yaml", TEMPLATE.replace("PIPE", "Former"));
    commit("first");
    write("pipes/template.yaml", TEMPLATE.replace("PIPE", "P"));
    write("pipes/x.jslt", "{\"n\": .n}");

    assertThat(compare(repository, "main"))
        .isEqualTo(
            refused("--base main: has no pipe P; name one of its pipes with --base-pipe: Former"));
    assertThat(compare(repository, "main", "--base-pipe", "Other"))
        .isEqualTo(
            refused(
                "--base main: has no pipe Other; name one of its pipes with --base-pipe: Former"));
    assertThat(compare(repository, "main", "--base-pipe", ""))
        .isEqualTo(refused("--base-pipe: is empty; name a pipe of the base"));
    Said said = compare(repository, "main", "--base-pipe", "Former");
    assertThat(said.out())
        .startsWith("P  2 events, 2 differ from main\n\nremoved  $[*].old  2 events\n")
        .contains("event {\"n\":");
    assertThat(said.code()).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void comparesNothingWithABaseWithoutPipes() throws IOException {
    write("pipes/template.yaml", "Resources: {Queue: {Type: AWS::SQS::Queue}}\n");
    commit("first");
    write("pipes/template.yaml", TEMPLATE.replace("PIPE", "P"));

    assertThat(compare(repository, "main"))
        .isEqualTo(
            refused(
                "--base main: has no pipe P and no other; a new pipe has nothing to be compared"
                    + " with"));
  }

  @Test
  void findsATemplateThatMoved() throws IOException {
    Files.move(repository.resolve("pipes"), repository.resolve("infra"));
    commit("first");
    write("pipes/template.yaml", TEMPLATE.replace("PIPE", "P"));
    write("pipes/x.jslt", "{\"n\": .n}");

    assertThat(compare(repository, "main"))
        .isEqualTo(
            refused(
                "--base main: has no pipes/template.yaml; name another template as REVISION:PATH,"
                    + " or a folder that has it"));
    assertThat(compare(repository, "main:infra/template.yaml").out())
        .contains("removed  $[*].old  2 events");
  }

  @Test
  void comparesExecutionsAndCountsThoseWithoutAnAnswer() throws IOException {
    commit("first");
    write(
        "pipes/template.yaml",
        TEMPLATE.replace("PIPE", "P").replace("Result: VERDICT", "Result: OTHER"));
    Files.writeString(folder.resolve("events.jsonl"), "{\"n\": 1}\n{\"n\": 9}\n{\"n\": 2}\n");

    Said target = compare(repository, "main");
    assertThat(target.out()).isEqualTo("P  3 events, none differs from main\n");
    assertThat(target.err())
        .isEqualTo(
            "standpipe: the state machines differ and are not run; add --to execution to compare"
                + " them\n");

    Said said = compare(repository, "main", "--to", "execution");
    assertThat(said.out())
        .startsWith("P  3 events, 2 differ from main\n\nchanged  execution $.output  2 events\n")
        .contains("was \"VERDICT\"")
        .contains("is  \"OTHER\"")
        .contains("task Send: 1 event, first at " + folder.resolve("events.jsonl") + ":2");
    assertThat(said.code()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(compare(repository, "main", "--to", "execution", "--anyway").code())
        .isEqualTo(ExitCode.FAILED);
    assertThat(compare(repository, "main", "--to", "machine").err())
        .isEqualTo(
            "standpipe compare: Invalid value for option '--to': expected one of [target,"
                + " execution] (case-insensitive) but was 'machine'; see standpipe compare"
                + " --help\n");
  }
}
