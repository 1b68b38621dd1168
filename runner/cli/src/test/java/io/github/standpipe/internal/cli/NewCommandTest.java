package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import io.github.standpipe.internal.cli.console.ToolVersion;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewCommandTest {
  private static final List<String> FIXTURES =
      List.of(
          "enriches-an-event/1-source.json",
          "enriches-an-event/4-enriched.json",
          "drops-an-event-of-another-type/1-source.json",
          "drops-an-event-of-another-type/2-filtered.json",
          "quarantines-an-event-without-an-id/1-source.json",
          "quarantines-an-event-without-an-id/4-enriched.json",
          "quarantines-an-event-without-an-id/quarantined.json");

  @TempDir Path folder;
  private Path project = Path.of("");
  private String template = "";

  @BeforeEach
  void makeAFolder() throws IOException {
    project = Files.createDirectory(folder.toRealPath().resolve("loyalty-shop"));
    template = project.resolve("pipes/template.yaml").toString();
  }

  private Said make(String... arguments) {
    return Said.by(
        Stream.of(List.of("new"), List.of(arguments), List.of("-C", project.toString()))
            .flatMap(List::stream)
            .toArray(String[]::new));
  }

  private void compile(Path sources, Path classes) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("-Xlint:all,-processing,-classfile,-path", "-Werror"));
    String libraries = System.getProperty("java.class.path");
    String cp = project.resolve("target/classes") + File.pathSeparator + libraries;
    arguments.addAll(List.of("--release", "21", "-cp", cp, "-d", classes.toString()));
    javaFiles(sources).forEach(file -> arguments.add(file.toString()));
    Files.createDirectories(classes);
    Path said = folder.resolve("javac.txt");
    try (var out = Files.newOutputStream(said)) {
      int result =
          ToolProvider.getSystemJavaCompiler()
              .run(null, out, out, arguments.toArray(String[]::new));
      assertThat(result).as(Files.readString(said)).isZero();
    }
  }

  private static List<Path> javaFiles(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  private static List<String> tree(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private String next(String command) {
    return "next: standpipe " + command + template;
  }

  private List<String> tested(String... more) {
    List<String> arguments = new ArrayList<>(List.of("test", "-t", template));
    arguments.addAll(List.of(more));
    return Said.by(arguments.toArray(String[]::new)).lines();
  }

  @Test
  void writesAWholeProjectIntoAnEmptyFolder() throws IOException {
    Said said = make("enricher", "LoyaltyEnricher");

    List<String> expected =
        new ArrayList<>(
            List.of(
                "pom.xml",
                "src/main/assembly/lambda.xml",
                "README.md",
                ".gitignore",
                "src/main/java/loyaltyshop/LoyaltyEnricher.java",
                "src/test/java/loyaltyshop/LoyaltyEnricherTest.java",
                "pipes/loyalty.asl.json"));
    FIXTURES.forEach(file -> expected.add("fixtures/LoyaltyPipe/" + file));
    expected.add("src/test/java/loyaltyshop/PipesTest.java");
    List<String> lines = new ArrayList<>();
    expected.forEach(file -> lines.add("wrote " + project.resolve(file)));
    lines.add(
        "added to "
            + template
            + ": LoyaltyQueue, LoyaltyDeadLetterQueue, LoyaltyQuarantineQueue, LoyaltyQueuePolicy,"
            + " LoyaltyDeadLetterQueuePolicy, LoyaltyQuarantineQueuePolicy, LoyaltyPipe,"
            + " LoyaltyPipeRole, LoyaltyPipeLogs, LoyaltyEnricher, LoyaltyEnricherLogs,"
            + " LoyaltyMachine, LoyaltyMachineRole, LoyaltyMachineLogs, LoyaltyDeadLettersAlarm,"
            + " LoyaltyQuarantineAlarm, LoyaltyAgeAlarm, LoyaltyPipeFailedAlarm,"
            + " LoyaltyPipeThrottledAlarm, LoyaltyEnricherErrorsAlarm, LoyaltyMachineFailedAlarm");
    lines.add(
        "next: mvn verify -f "
            + project.resolve("pom.xml")
            + "  # after mvn install in Standpipe's folder");
    lines.add(next("test LoyaltyPipe -t "));
    lines.add(next("run LoyaltyPipe -t "));
    lines.add(next("check "));
    assertThat(said.err()).isEmpty();
    assertThat(said.lines()).containsExactlyElementsOf(lines);
    expected.add("pipes/template.yaml");
    assertThat(tree(project)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void writesWhatCompilesAndPassesItsTests() throws Exception {
    assertThat(make("enricher", "LoyaltyEnricher").code()).isZero();
    assertThat(make("pipe", "Refund").lines())
        .endsWith(next("test RefundPipe -t "), next("check "));
    assertThat(make("transform", "OrderTotals", "--pipe", "Totals").code()).isZero();

    compile(project.resolve("src/main/java"), project.resolve("target/classes"));
    compile(project.resolve("src/test/java"), project.resolve("target/test-classes"));

    assertThat(launched()).containsExactly("11 passed");
    assertThat(tested()).hasSize(16).endsWith("9 passed, 0 failed; 6 places not exact");
    assertThat(Said.by("list", "-t", template).lines())
        .filteredOn(line -> !line.startsWith(" "))
        .extracting(line -> line.split(" ")[0])
        .containsExactly("LoyaltyPipe", "RefundPipe", "Totals");
    assertThat(Said.by("run", "LoyaltyPipe", "-t", template).lines())
        .endsWith(
            "3 received = 1 executed + 1 filtered + 0 discarded + 0 dead letters + 1 quarantined");
  }

  /** Of all that an empty folder may become; the compiler and JUnit stand for Maven. */
  @ParameterizedTest
  @CsvSource({"pipe, Refund", "transform, OrderTotals", "enricher, LoyaltyEnricher"})
  void endsWithCommandsThatWorkInTheirOrder(String kind, String name) throws Exception {
    List<String> next =
        make(kind, name).lines().stream()
            .filter(line -> line.startsWith("next: "))
            .map(line -> line.substring("next: ".length()).replaceFirst(" +#.*", ""))
            .toList();

    assertThat(next).hasSize(4);
    for (String command : next) {
      if (command.startsWith("mvn verify -f " + project.resolve("pom.xml"))) {
        if (Files.exists(project.resolve("src/main/java"))) {
          compile(project.resolve("src/main/java"), project.resolve("target/classes"));
        }
        compile(project.resolve("src/test/java"), project.resolve("target/test-classes"));
        assertThat(launched().getLast())
            .isEqualTo(kind.equals("enricher") ? "5 passed" : "3 passed");
      } else {
        assertThat(command).startsWith("standpipe ");
        Said said = Said.by(command.substring("standpipe ".length()).split(" "));
        assertThat(said.code()).as(command + "\n" + said).isZero();
      }
    }
  }

  /** What the project's own test says, run in the project's folder. */
  private List<String> launched() throws IOException, InterruptedException {
    List<String> tests = new ArrayList<>();
    Path classes = project.resolve("target/test-classes");
    for (String file : tree(classes)) {
      if (file.endsWith("Test.class")) {
        tests.add(file.replace(".class", "").replace(File.separatorChar, '.'));
      }
    }
    return launched(tests);
  }

  private List<String> launched(List<String> tests) throws IOException, InterruptedException {
    String cp =
        String.join(
            File.pathSeparator,
            project.resolve("target/test-classes").toString(),
            project.resolve("target/classes").toString(),
            System.getProperty("java.class.path"));
    Path said = folder.resolve("said.txt");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                absolute(cp),
                Launched.class.getName()));
    command.addAll(tests);
    Process process =
        new ProcessBuilder(command)
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertThat(process.waitFor(Started.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    return Files.readAllLines(said);
  }

  private static String absolute(String classPath) {
    return Stream.of(classPath.split(Pattern.quote(File.pathSeparator)))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .reduce((a, b) -> a + File.pathSeparator + b)
        .orElseThrow();
  }

  @Test
  void failsAFixtureWhereTheEnricherIsNotWhatItSays() throws Exception {
    make("enricher", "LoyaltyEnricher");
    Path source = project.resolve("src/main/java/loyaltyshop/LoyaltyEnricher.java");
    String changed = Files.readString(source).replace("\"receivedAt\"", "\"received\"");
    Files.writeString(source, changed);

    compile(project.resolve("src/main/java"), project.resolve("target/classes"));

    assertThat(tested()).endsWith("2 passed, 1 failed; 2 places not exact");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Xy", "LoyaltyEnricher", "Abcdefghijklmnopqrstuvwxyzabcdefghijklmn"})
  void writesJavaAsTheFormatterWould(String name) throws IOException, FormatterException {
    make("enricher", name);

    List<Path> files = javaFiles(project);
    assertThat(files).hasSize(3);
    for (Path file : files) {
      String source = Files.readString(file);
      assertThat(source).isEqualTo(new Formatter().formatSourceAndFixImports(source));
    }
  }

  @Test
  void dependsOnTheVersionsThatAreUsedHere() throws IOException {
    make("pipe", "Refund");

    String here = Files.readString(Path.of("pom.xml"));
    String pom = Files.readString(project.resolve("pom.xml"));
    assertThat(pom)
        .contains("<standpipe.version>" + ToolVersion.DEVELOPED + "</standpipe.version>")
        .doesNotContain("<repository>", "<url>");
    assertThat(here).contains("<version>" + ToolVersion.DEVELOPED + "</version>");
    Pattern.compile("<artifactId>([^<]+)</artifactId>\\s*<version>(\\d[^<]+)</version>")
        .matcher(pom.replace("junit-jupiter<", "junit-bom<"))
        .results()
        .skip(1)
        .forEach(version ->
            assertThat(here.replaceAll("\\s+", ""))
                .contains(version.group().replaceAll("\\s+", "")));
  }

  @Test
  void leavesWhatARepositoryBeginsWithAsItIs() throws IOException {
    Files.createDirectory(project.resolve(".git"));
    Files.writeString(project.resolve(".gitignore"), "mine\n");
    Files.writeString(project.resolve("README.md"), "# Mine\n");

    assertThat(make("pipe", "Refund").code()).isZero();

    assertThat(project.resolve(".gitignore")).hasContent("mine");
    assertThat(project.resolve("README.md")).hasContent("# Mine");
    assertThat(project.resolve("pom.xml")).exists();
  }

  /** This project, as far as a new thing is put into it. */
  private void copyThisProject() throws IOException {
    for (Path file :
        List.of(
            Path.of("standpipe"),
            Path.of("pom.xml"),
            Path.of("enrichers/pom.xml"),
            Path.of("enrichers/orders/pom.xml"),
            Path.of("pipes/template.yaml"),
            Path.of("transforms/order.jslt"),
            Path.of("enrichers/orders/src/main/java/io/github/standpipe/orders/OrderTotals.java"),
            Path.of("runner/cli/src/test/java/io/github/standpipe/FixturesTest.java"))) {
      Files.createDirectories(project.resolve(file).getParent());
      Files.copy(file, project.resolve(file));
    }
  }

  @Test
  void addsAnEnricherToThisProject() throws IOException {
    copyThisProject();
    String before = Files.readString(Path.of(template));

    Said said = make("enricher", "NewcomerEnricher");

    String source =
        "enrichers/orders/src/main/java/io/github/standpipe/orders/NewcomerEnricher.java";
    assertThat(said.lines()).hasSize(13).startsWith("wrote " + project.resolve(source));
    String after = Files.readString(Path.of(template));
    int same = 0;
    while (after.charAt(same) == before.charAt(same)) {
      same++;
    }
    assertThat(after).endsWith(before.substring(same));
    assertThat(after)
        .contains(
            "    Handler: io.github.standpipe.orders.NewcomerEnricher\n".indent(2).stripTrailing(),
            "CodeUri: ../enrichers/orders/target/standpipe-orders.zip");
    compile(
        project.resolve("enrichers/orders/src"),
        project.resolve("enrichers/orders/target/classes"));
    assertThat(tested("NewcomerPipe")).endsWith("3 passed, 0 failed; 2 places not exact");
  }

  @Test
  void addsATransformToThisProjectsLayer() throws IOException {
    copyThisProject();

    Said said = make("transform", "Newcomer");

    assertThat(said.lines())
        .startsWith("wrote " + project.resolve("transforms/newcomer.jslt"))
        .endsWith(next("test NewcomerPipe -t "), next("check "));
    assertThat(said.out()).doesNotContain("Transforms").doesNotContain("note:");
    assertThat(tested("NewcomerPipe")).endsWith("3 passed, 0 failed; 2 places not exact");
  }

  @Test
  void addsToATemplateOfAnotherLayout() throws IOException {
    Path file = Files.createDirectories(project.resolve("infra")).resolve("app.yaml");
    String before =
        "Transform: AWS::Serverless-2016-10-31\r\nResources:\r\n    Old:\r\n        Type:"
            + " AWS::SQS::Queue\r\n";
    Files.writeString(file, before);

    Said said = make("pipe", "Refund", "--template", file.toString());

    assertThat(said.lines())
        .contains(
            "note: the function's code must be ../target/loyalty-shop.zip from the template's"
                + " folder; let the build make it, or change CodeUri",
            "note: the alarms notify nobody; set AlarmActions, for example to the ARN of an SNS"
                + " topic",
            "note: there is no build here to run the fixtures; use standpipe test")
        .endsWith("next: standpipe test RefundPipe -t " + file, "next: standpipe check " + file);
    String after = Files.readString(file);
    assertThat(after).startsWith(before).doesNotContainPattern("(?<!\r)\n");
    assertThat(after).contains("\r\n    RefundPipe:\r\n        Type: AWS::Pipes::Pipe\r\n");
    assertThat(Said.by("test", "-t", file.toString()).lines())
        .endsWith("3 passed, 0 failed; 2 places not exact");
  }

  @Test
  void addsToAProjectThatDoesNotKnowTheLibraryYet() throws IOException {
    Files.createDirectories(project.resolve("pipes"));
    Files.writeString(Path.of(template), "Transform: AWS::Serverless-2016-10-31\n");
    Files.writeString(
        project.resolve("pom.xml"),
        "<project><parent><groupId>a.parent</groupId></parent><groupId>shop.app</groupId></project>");

    Said said = make("enricher", "Loyalty");

    assertThat(said.lines())
        .contains(
            "wrote " + project.resolve("src/main/java/shop/app/Loyalty.java"),
            "wrote " + project.resolve("src/test/java/shop/app/LoyaltyTest.java"),
            "wrote " + project.resolve("src/test/java/shop/app/PipesTest.java"),
            "note: the class needs io.github.standpipe:standpipe-enrichers, which is not a"
                + " dependency of the build",
            "note: PipesTest, with JUnit 6, needs io.github.standpipe:standpipe-testing, which is"
                + " not a dependency of the build");
  }

  @Test
  void keepsFixturesInTheProjectWhereTheTemplateIsAtItsRoot() throws IOException {
    Path file = project.resolve("template.yaml");
    Files.writeString(file, "Transform: AWS::Serverless-2016-10-31\n");

    Said said = make("pipe", "Refund", "--template", file.toString());

    assertThat(said.lines()).contains("next: standpipe test RefundPipe -t " + file);
    assertThat(Said.by("test", "-t", file.toString()).lines())
        .endsWith("3 passed, 0 failed; 2 places not exact");
    assertThat(Said.by("list", "-t", file.toString()).lines()).contains("  fixtures    3");
    assertThat(Files.readString(file)).contains("ContentUri: transforms\n");
  }

  @Test
  void namesTheProjectsFixturesWhereOthersLieBesideIt() throws IOException {
    Files.createDirectory(folder.resolve("fixtures"));
    Path file = project.resolve("template.yaml");
    Files.writeString(file, "Transform: AWS::Serverless-2016-10-31\n");

    Said said = make("pipe", "Refund", "--template", file.toString());

    String fixtures = project.resolve("fixtures").toString();
    assertThat(said.lines())
        .contains("next: standpipe test RefundPipe -t " + file + " -f " + fixtures);
    assertThat(Said.by("test", "RefundPipe", "-t", file.toString(), "-f", fixtures).lines())
        .endsWith("3 passed, 0 failed; 2 places not exact");
  }

  @Test
  void showsWhatItWouldWriteAndWritesNothing() throws IOException {
    Said whole = make("pipe", "Newcomer", "--dry-run");
    assertThat(whole.lines())
        .startsWith("would write " + project.resolve("pom.xml"))
        .contains("would write " + template, "      Type: AWS::Pipes::Pipe");
    assertThat(tree(project)).isEmpty();

    copyThisProject();
    List<String> before = tree(project);
    assertThat(make("pipe", "Newcomer", "--dry-run").lines())
        .contains("would add to " + template, "  NewcomerQueue:");
    assertThat(tree(project)).isEqualTo(before);
    assertThat(Path.of(template)).hasSameTextualContentAs(Path.of("pipes/template.yaml"));
  }

  @Test
  void takesThePackageThatIsNamed() throws IOException {
    make("enricher", "LoyaltyEnricher", "--package", "shop.loyalty");

    assertThat(tree(project))
        .contains(
            "src/main/java/shop/loyalty/LoyaltyEnricher.java",
            "src/test/java/shop/loyalty/LoyaltyEnricherTest.java",
            "src/test/java/shop/loyalty/PipesTest.java");
    assertThat(Files.readString(Path.of(template)))
        .contains("Handler: shop.loyalty.LoyaltyEnricher\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pipe    | OrderPipe  | TEMPLATE:LINE: has OrderQueue already; choose another name",
        "enricher | OrderTotals | DIR/enrichers/orders/src/main/java/io/github/standpipe/orders"
            + "/OrderTotals.java: exists already; choose another name, or remove it",
        "queue   | Newcomer   | new queue: is not one of enricher, transform, pipe",
        "pipe    | newcomer   | pipe newcomer: is not a name; write letters and digits, like"
            + " Newcomer"
      })
  void refusesInOneLineAndWritesNothing(String kind, String name, String message)
      throws IOException {
    copyThisProject();
    List<String> before = tree(project);

    Said said = make(kind, name);

    String errors =
        said.err()
            .replaceFirst(":\\d+:", ":LINE:")
            .replace(template, "TEMPLATE")
            .replace(project.toString(), "DIR");
    assertThat(errors).isEqualTo("standpipe: " + message + System.lineSeparator());
    assertThat(said.code()).isEqualTo(2);
    assertThat(tree(project)).isEqualTo(before);
    assertThat(Path.of(template)).hasSameTextualContentAs(Path.of("pipes/template.yaml"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"template.yaml", "template.yml"})
  void addsToTheTemplateInTheFolderItself(String name) throws IOException {
    Files.writeString(project.resolve(name), "Transform: AWS::Serverless-2016-10-31\nResources:\n");

    assertThat(make("pipe", "Refund").out())
        .contains("added to " + project.resolve(name) + ": RefundQueue, ")
        .contains("next: standpipe test RefundPipe ");
    assertThat(project.resolve("pipes/template.yaml")).doesNotExist();
    assertThat(project.resolve(name)).content().contains("  RefundPipe:\n");
  }

  @Test
  void refusesAFolderThatHoldsSomethingElse() throws IOException {
    Files.writeString(project.resolve("notes.txt"), "");

    assertThat(make("pipe", "Refund").err())
        .isEqualToIgnoringNewLines(
            "standpipe: "
                + template
                + ": does not exist; name a template with --template, or run this in an empty"
                + " folder");
  }

  @Test
  void refusesAnEnricherWhereThereIsNoJava() throws IOException {
    Files.createDirectories(project.resolve("pipes"));
    Files.writeString(Path.of(template), "Transform: AWS::Serverless-2016-10-31\n");

    assertThat(make("enricher", "Loyalty").err())
        .isEqualToIgnoringNewLines(
            "standpipe: "
                + project
                + ": has no pom.xml and no src/main/java for an enricher in Java; add a build, or"
                + " run this in an empty folder, to get one");
  }

  @Test
  void removesWhatItWroteWhenItCannotGoOn() throws IOException {
    copyThisProject();
    Files.createDirectories(project.resolve("fixtures"));
    Files.writeString(project.resolve("fixtures/NewcomerPipe"), "in the way");
    List<String> before = tree(project);

    Said said = make("pipe", "Newcomer");

    assertThat(said.err())
        .matches(
            "standpipe: \\S+/fixtures/NewcomerPipe/enriches-an-event: cannot be written \\(Not a"
                + " directory\\), so nothing was written; check what is in its place, and the"
                + " permissions\\R");
    assertThat(tree(project)).isEqualTo(before);
    assertThat(Path.of(template)).hasSameTextualContentAs(Path.of("pipes/template.yaml"));
  }
}
