package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs the rule that docs/own-rules.md shows. */
class OwnRulesPageTest {
  private static final String SERVICE = "META-INF/services/io.github.standpipe.check.DoctorRule";
  private static final Pattern FENCE =
      Pattern.compile("^```(\\w*)\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);

  @TempDir private Path folder;
  private Path template;
  private Path jar;

  @BeforeEach
  void write() throws IOException {
    template = Files.writeString(folder.resolve("orders.yaml"), fence("yaml"));
    jar = jar(fence("java"), fence("markdown"));
  }

  @Test
  void theRuleFindsWhatThePageShows() throws IOException {
    Said said = check("check");
    String shown = fence("text");
    String lines = shown.substring(shown.indexOf("...\n") + 4, shown.lastIndexOf("...\n"));

    assertThat(said.out().replace(folder + "/", "")).contains(lines);
    assertThat(said.err()).isEmpty();
    assertThat(said.code()).isEqualTo(1);
  }

  @Test
  void withoutTheJarItIsNotFound() {
    assertThat(Said.by("check", template.toString()).out()).doesNotContain("queue-without-owner");
  }

  @Test
  void theListAndSarifHoldIt() {
    assertThat(check("check", "--rules").lines())
        .containsSequence(
            "added", "  queue-without-owner                warning  a queue has no owner");
    assertThat(check("check", "--format", "sarif").out())
        .contains("\"id\": \"queue-without-owner\"", "\"ruleId\": \"queue-without-owner\"");
  }

  @Test
  void itsFindingIsSuppressedAsAnyOther() throws IOException {
    String suppressed =
        "OrderQueue:\n"
            + "    Metadata: {standpipe: {suppress: [{rule: queue-without-owner, reason: new}]}}";
    Files.writeString(template, fence("yaml").replace("OrderQueue:", suppressed));

    assertThat(check("check").out()).doesNotContain("queue-without-owner").contains("1 suppressed");
  }

  @Test
  void aRuleThatFailsIsOneLineAndStatusTwo() throws IOException {
    jar =
        jar(
            fence("java").replace("examination.pipes()", "List.of((PipeOfTemplate) null)"),
            fence("markdown"));
    Said said = check("check", "--fail-on", "never");

    assertThat(said.err())
        .matches(
            "\\Qstandpipe: "
                + template
                + ": rule queue-without-owner failed with NullPointerException at"
                + " com.example.house.QueueWithoutOwner:\\E\\d+\\Q; correct the rule, its findings"
                + " may be incomplete\\E\\R");
    assertThat(said.out()).contains("OrderPipe");
    assertThat(said.code()).isEqualTo(2);
  }

  @Test
  void aRuleWithoutItsSectionIsOneLineAndStatusTwo() throws IOException {
    jar = jar(fence("java"), "# Nothing yet");
    Said said = check("check", "--fail-on", "never");

    assertThat(said.err())
        .isEqualToNormalizingNewlines(
            "standpipe: com.example.house.QueueWithoutOwner: house-rules.md: no section describes"
                + " rule queue-without-owner; add ### `queue-without-owner`\n");
    assertThat(said.code()).isEqualTo(2);
  }

  private Said check(String... arguments) {
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 3);
    all[arguments.length] = "--rules-from";
    all[arguments.length + 1] = jar.toString();
    all[arguments.length + 2] = template.toString();
    return Said.by(all);
  }

  private Path jar(String source, String page) throws IOException {
    Path classes = Files.createTempDirectory(folder, "classes");
    Path file = Files.writeString(classes.resolve("QueueWithoutOwner.java"), source);
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                OutputStream.nullOutputStream(),
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString(),
                file.toString());
    assertThat(compiled).isZero();
    Path made = classes.resolve("house-rules.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(made))) {
      Path type = Path.of("com/example/house/QueueWithoutOwner.class");
      put(type.toString(), Files.readAllBytes(classes.resolve(type)), out);
      put("com/example/house/house-rules.md", page.getBytes(StandardCharsets.UTF_8), out);
      put(SERVICE, fence("").getBytes(StandardCharsets.UTF_8), out);
    }
    return made;
  }

  private static void put(String name, byte[] content, JarOutputStream out) throws IOException {
    out.putNextEntry(new ZipEntry(name));
    out.write(content);
    out.closeEntry();
  }

  /** The first fence of a language on the page. */
  private static String fence(String language) throws IOException {
    Matcher fence = FENCE.matcher(Files.readString(Path.of("docs/own-rules.md")));
    while (fence.find()) {
      if (fence.group(1).equals(language)) {
        return fence.group(2);
      }
    }
    throw new AssertionError("no fence " + language);
  }
}
