package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands print and write for CI systems. */
class CiReportsTest {
  private static final String BAD =
      """
      Resources:
        Source: {Type: AWS::SQS::Queue}
        Target: {Type: AWS::SQS::Queue}
        Pipe:
          Type: AWS::Pipes::Pipe
          Properties:
            DesiredState: RUNING
            RoleArn: arn:aws:iam::123456789012:role/pipe
            Source: !GetAtt Source.Arn
            Target: !GetAtt Target.Arn
      """;

  @TempDir Path folder;
  private Path summary = Path.of("");

  @BeforeEach
  void nameAFile() {
    summary = folder.resolve("summary.md");
  }

  private Path bad() throws Exception {
    return Files.writeString(folder.resolve("bad, 100%.yaml"), BAD);
  }

  private static String at(Path file) {
    return file.toString().replace("%", "%25").replace(",", "%2C");
  }

  @Test
  void annotatesAFindingAtItsPlace() throws Exception {
    Path file = bad();

    Said plain = Said.by("check", file.toString());
    Said said = Said.by("check", file.toString(), "--github");

    assertThat(said.code()).isEqualTo(1);
    List<String> commands = said.lines().stream().filter(one -> one.startsWith("::")).toList();
    assertThat(commands)
        .contains(
            "::error file="
                + at(file)
                + ",line=7,col=7,title=unknown-value::DesiredState of Pipe is 'RUNING'.%0A"
                + "CloudFormation rejects a value that the API does not list.%0A"
                + "Write RUNNING or STOPPED.")
        .anyMatch(line -> line.startsWith("::warning file="))
        .allMatch(line -> line.contains("file=" + at(file) + ",line="));
    assertThat(said.lines().stream().filter(one -> !one.startsWith("::")).toList())
        .isEqualTo(plain.lines());
  }

  @Test
  void writesSarifBesideTheText() throws Exception {
    Path file = bad();
    Path sarif = folder.resolve("made/x.sarif");

    Said said = Said.by("check", file.toString(), "--sarif", sarif.toString());

    JsonNode printed = Json.parse(Said.by("check", file.toString(), "--format", "sarif").out());
    assertThat(Json.parse(Files.readString(sarif))).isEqualTo(printed);
    assertThat(said).isEqualTo(Said.by("check", file.toString()));
  }

  @Test
  void addsFindingsToASummary() throws Exception {
    Files.writeString(summary, "before\n");

    Said.by("check", bad().toString(), "--summary", summary.toString(), "--fail-on", "never");

    assertThat(Files.readString(summary))
        .startsWith("before\n### Standpipe\\: ")
        .contains(
            "| template | pipes | findings |\n| --- | ---: | ---: |\n",
            "/bad\\, 100\\%\\.yaml | 1 | ",
            "- error **unknown\\-value** ",
            "yaml\\:7\\:7: DesiredState of Pipe is \\'RUNING\\'\\. Write RUNNING or STOPPED\\.\n");
  }

  @Test
  void addsTheResultOfFixturesToASummary() throws Exception {
    MadeProject project = failing();

    project.test("--summary", summary.toString(), "--coverage");
    project.test("--summary", summary.toString(), "--name", "passes");

    assertThat(Files.readString(summary))
        .isEqualTo(
            """
            ### Standpipe\\: 1 of 2 fixtures failed

            | pipe | passed | failed |
            | --- | ---: | ---: |
            | P | 1 | 1 |

            Coverage 100 \\%\\: 1 of 1

            - **P\\/x**
              - 4\\-enriched\\.json\\: \\$\\[0\\]\\.a differs

            ### Standpipe\\: 1 fixture passed

            | pipe | passed | failed |
            | --- | ---: | ---: |
            | P | 1 | 0 |

            """);
  }

  private MadeProject failing() {
    String given = "[{\"messageId\": \"m1\", \"body\": {\"id\": 1}}]";
    return MadeProject.in(folder, "{\"a\": .body.id}")
        .with("1-source.json", given)
        .with("4-enriched.json", "[{\"a\": 2}]")
        .write("fixtures/P/passes/1-source.json", given)
        .write("fixtures/P/passes/4-enriched.json", "[{\"a\": 1}]");
  }

  /** Values stand in every kind of file of a case; each case differs somewhere else. */
  @Test
  void showsNoValueInAnAnnotationOrASummary() throws Exception {
    Random random = new Random(17);
    MadeProject project =
        MadeProject.in(
            folder, "{\"a\": .body.a, \"r\": if (.body.bad) error(.body.a) else .body.list}");
    for (int i = 0; i < 60; i++) {
      String bad = random.nextInt(4) == 0 ? ", \"bad\": true" : "";
      String body =
          "{\"a\": \"secret-%d\", \"list\": [\"secret-x\", {\"k\": \"secret-y\"}]%s}"
              .formatted(i, bad);
      String name = "fixtures/P/case-" + i + "/";
      project.write(name + "1-source.json", "[{\"messageId\": \"m\", \"body\": " + body + "}]");
      String[] files = {"2-filtered.json", "4-enriched.json", "5-target-input.json", "error.txt"};
      String file = files[random.nextInt(files.length)];
      String item = "{\"a\": \"secret-%d\", \"b\": \"secret-z\"}".formatted(random.nextInt(60));
      String items = random.nextBoolean() ? "[]" : "[" + item + "]";
      project.write(name + file, file.endsWith(".txt") ? "secret-text" : items);
      if (random.nextInt(3) == 0) {
        project.write(name + "quarantined.json", "[{\"reason\": \"secret-reason\"}]");
      }
    }

    Said said = project.test("--github", "--summary", summary.toString());

    List<String> commands = said.lines().stream().filter(l -> l.startsWith("::error")).toList();
    assertThat(said.out()).contains("secret-");
    assertThat(commands).hasSizeGreaterThan(50);
    assertThat(commands).noneMatch(line -> line.contains("secret"));
    assertThat(Files.readString(summary))
        .contains("of 60 fixtures failed")
        .doesNotContain("secret");
    assertThat(commands).anyMatch(line -> line.contains("error.txt: it "));
  }

  @Test
  void refusesReportsOfWhatTheyDoNotShow() throws Exception {
    String file = bad().toString();
    String findings =
        "standpipe: --github, --summary and --sarif report findings: leave out --migrate, --iam and"
            + " --rules\n";

    assertThat(
            Stream.of("--iam", "--migrate", "--rules")
                .map(other -> Said.by("check", file, other, "--summary", summary.toString())))
        .allMatch(said -> said.equals(new Said(2, "", findings)));
    assertThat(Said.by("check", file, "--github", "--format", "json"))
        .isEqualTo(
            new Said(
                2,
                "",
                "standpipe: --github prints lines, and --format json or sarif one object: pass only"
                    + " one of them; --sarif FILE writes SARIF beside the text\n"));
    assertThat(Said.by("test", "--watch", "--summary", "x"))
        .isEqualTo(
            new Said(
                2,
                "",
                "standpipe: --watch goes on, and --summary is of one run; pass only one of"
                    + " them\n"));
    assertThat(Said.by("check", file, "--sarif", folder.toString()).err())
        .isEqualTo("standpipe: " + folder + ": is a folder; name a file\n");
    assertThat(summary).doesNotExist();
  }
}
