package io.github.standpipe.internal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.github.standpipe.enrich.Environment;
import io.github.standpipe.json.Fault;
import io.github.standpipe.pipe.Enrichment;
import io.github.standpipe.template.LambdaFunction;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionsTest {
  private static final UUID ID = new UUID(0, 1);
  @TempDir Path folder;

  private static LambdaFunction function(String handler, List<Path> layers, Optional<Path> code) {
    return new LambdaFunction(
        "Fn",
        "arn:aws:lambda:r:a:function:fn",
        "java21",
        handler,
        Map.of("A", "b"),
        layers,
        code,
        "t.yaml:7");
  }

  private static Enrichment.Function load(LambdaFunction function) {
    return LocalFunctions.load(
        function, Map.of(), () -> Instant.EPOCH, () -> ID, (envelopes, deadline) -> {});
  }

  private static LambdaFunction named(String nested) {
    return function(
        "io.github.standpipe.internal.host.FunctionsTest$" + nested, List.of(), Optional.empty());
  }

  private static String answer(LambdaFunction function, String request) throws Exception {
    byte[] answer = load(function).invoke(request.getBytes(StandardCharsets.UTF_8));
    return new String(answer, StandardCharsets.UTF_8);
  }

  /** Answers with what it was given. */
  public static class Streams implements RequestStreamHandler {
    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context)
        throws IOException {
      in.transferTo(out);
      String told =
          String.join(
              " ",
              context.getFunctionName(),
              context.getInvokedFunctionArn(),
              context.getLogGroupName(),
              "" + (context.getRemainingTimeInMillis() > 0));
      out.write(told.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Answers with its environment. */
  public static class Placed implements RequestHandler<List<Map<String, Integer>>, List<Object>> {
    private final Environment environment;

    public Placed(Environment environment) {
      this.environment = environment;
    }

    @Override
    public List<Object> handleRequest(List<Map<String, Integer>> records, Context context) {
      return List.of(
          environment.variables(),
          environment.root().toString(),
          environment.clock().instant().toString(),
          environment.ids().get().toString(),
          records.getFirst().getOrDefault("n", 0) + 1);
    }
  }

  /** A bean, for Lambda binds no records; a key it does not know is left alone. */
  public static class Event {
    private int n;

    public int getN() {
      return n;
    }

    public void setN(int n) {
      this.n = n;
    }
  }

  /** Methods that a handler may name. */
  public static class Methods {
    public void streams(InputStream in, OutputStream out) throws IOException {
      in.transferTo(out);
    }

    public void streamsWithContext(InputStream in, OutputStream out, Context context)
        throws IOException {
      in.transferTo(out);
    }

    public List<Event> value(List<Event> events) {
      events.forEach(event -> event.setN(event.getN() * 2));
      return events;
    }

    public static List<Event> still(List<Event> events, Context context) {
      return events.subList(0, 1);
    }

    public void two(String one, String other) {}

    public void over(String one) {}

    public void over(Integer one) {}

    public String fails(Object any) throws IOException {
      throw new IOException("no");
    }
  }

  /** Not a handler unless a method is named. */
  public static class Refuses {
    public Refuses(Environment environment) {
      throw new Fault("environment variable TRANSFORM", "is not set");
    }

    public String handle(Object any) {
      return "";
    }
  }

  /** Throws something else. */
  public static class Breaks {
    public Breaks() {
      throw new IllegalStateException("broken");
    }

    public String handle(Object any) {
      return "";
    }
  }

  /** Cannot be made. */
  public abstract static class Unmakeable implements RequestStreamHandler {}

  /** Wants what nobody gives. */
  public static class Wants implements RequestHandler<String, String> {
    public Wants(String what) {}

    @Override
    public String handleRequest(String input, Context context) {
      return input;
    }
  }

  @Test
  void callsAStreamHandlerWithAContext() throws Exception {
    String told = "[1]fn arn:aws:lambda:r:a:function:fn /aws/lambda/fn true";
    assertThat(answer(named("Streams"), "[1]")).isEqualTo(told);
    assertThat(answer(named("Streams::handleRequest"), "[1]")).isEqualTo(told);
  }

  @Test
  void givesATypedHandlerItsEnvironment() throws Exception {
    assertThat(answer(named("Placed"), "[{\"n\": 1}]"))
        .isEqualTo(
            "[{\"A\":\"b\"},\".\",\"1970-01-01T00:00:00Z\","
                + "\"00000000-0000-0000-0000-000000000001\",2]");
  }

  @Test
  void makesTheFirstLayerThatIsAFolderTheRoot() throws Exception {
    String handler = "io.github.standpipe.internal.host.FunctionsTest$Placed";
    Path none = folder.resolve("none");
    Path code = Files.createDirectory(folder.resolve("code"));
    Path layer = Files.createDirectory(folder.resolve("layer"));
    assertThat(answer(function(handler, List.of(none, layer), Optional.of(code)), "[{\"n\":1}]"))
        .contains("\"" + layer + "\"");
    assertThat(answer(function(handler, List.of(none), Optional.of(code)), "[{\"n\":1}]"))
        .contains("\"" + none + "\"");
    assertThat(answer(function(handler, List.of(), Optional.of(code)), "[{\"n\":1}]"))
        .contains("\"" + code + "\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "streams | [{\"n\":1}]",
        "streamsWithContext | [{\"n\":1}]",
        "value | [{\"n\":2}]",
        "still | [{\"n\":1}]"
      })
  void callsAMethod(String method, String answer) throws Exception {
    String request = method.startsWith("streams") ? "[{\"n\":1}]" : "[{\"n\":1,\"other\":2}]";
    assertThat(answer(named("Methods::" + method), request)).isEqualTo(answer);
  }

  @Test
  void throwsWhatAMethodThrows() {
    assertThatThrownBy(() -> answer(named("Methods::fails"), "1"))
        .isInstanceOf(IOException.class)
        .hasMessage("no");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Methods | implements neither RequestStreamHandler nor RequestHandler; name its method with"
            + " ::",
        "Methods::two | takes neither (InputStream, OutputStream) nor one value",
        "Methods::over | names more than one method",
        "Methods::none | names no public method",
        "None | does not exist on the class path",
        "Unmakeable | is abstract; name a concrete class",
        "Wants | has no public constructor without parameters"
      })
  void refusesAHandler(String handler, String message) {
    assertThatThrownBy(() -> load(named(handler)))
        .hasMessage(
            "t.yaml:7: Fn's Handler io.github.standpipe.internal.host.FunctionsTest$"
                + handler
                + " "
                + message);
  }

  @Test
  void saysWhereItLookedForAHandler() {
    assertThatThrownBy(() ->
            load(function("orders.Enrichmnt", List.of(), Optional.of(Path.of("target/x.jar")))))
        .hasMessage(
            "t.yaml:7: Fn's Handler orders.Enrichmnt does not exist on the class path or in"
                + " target/x.jar, which does not exist; build it");
  }

  @Test
  void placesWhatAConstructorThrows() {
    assertThatThrownBy(() -> load(named("Refuses::handle")))
        .hasMessage("t.yaml:7: Fn: environment variable TRANSFORM: is not set");
    assertThatThrownBy(() -> load(named("Breaks::handle")))
        .hasMessage(
            "t.yaml:7: Fn's Handler io.github.standpipe.internal.host.FunctionsTest$Breaks threw"
                + " IllegalStateException: broken");
  }

  @ParameterizedTest
  @CsvSource({
    "ruby3.3, runs on ruby3.3",
    "provided.al2023, runs on provided.al2023",
    "'', is a container image"
  })
  void refusesTheCallOfAnotherRuntime(String runtime, String message) {
    LambdaFunction function =
        new LambdaFunction(
            "Fn", "arn", runtime, "app.handler", Map.of(), List.of(), Optional.empty(), "t.yaml:7");
    assertThatThrownBy(() -> load(function).invoke(new byte[0]))
        .hasMessage(
            "t.yaml:7: Fn "
                + message
                + ", and only functions in Java, Node.js and Python run here; use one of"
                + " these, or give its answer in fixtures, such as enrichment.json");
  }

  private static final String SOURCE =
      """
      package %s;
      public class Elsewhere {
        public String handle(Object any) { return "here"; }
      }
      """;

  /** Compiles a class that is not on our own class path. */
  private void compile(String name, Path classes) throws IOException {
    Path source = Files.createDirectories(folder.resolve("source")).resolve("Elsewhere.java");
    Files.writeString(source, SOURCE.formatted(name));
    Files.createDirectories(classes);
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", classes.toString(), source.toString());
    assertThat(result).isZero();
  }

  private static void zip(Path classes, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(to));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        zip.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
        zip.write(Files.readAllBytes(file));
      }
    }
  }

  private static void findsIn(Path code, String name) throws Exception {
    assertThat(answer(function(name + ".Elsewhere::handle", List.of(), Optional.of(code)), "1"))
        .isEqualTo("\"here\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "target/classes", "build/classes/java/main"})
  void findsAClassInAFolder(String below) throws Exception {
    Path code = folder.resolve("code");
    compile("folder", code.resolve(below));
    findsIn(code, "folder");
  }

  @Test
  void findsAClassInAnArchive() throws Exception {
    Path classes = folder.resolve("compiled");
    compile("archive", classes);
    Path jar = folder.resolve("code/lib/a.jar");
    zip(classes, jar);
    findsIn(jar, "archive");
    findsIn(folder.resolve("code"), "archive");
    Path flat = folder.resolve("flat.zip");
    zip(classes, flat);
    findsIn(flat, "archive");
    Path withJars = folder.resolve("jars.zip");
    zip(folder.resolve("code"), withJars);
    findsIn(withJars, "archive");
  }

  @Test
  void findsAClassThatIsCompiledBesideAnArchive() throws Exception {
    Path code = folder.resolve("target/code.zip");
    compile("beside", folder.resolve("target/classes"));
    findsIn(code, "beside");
    compile("older", folder.resolve("older"));
    zip(folder.resolve("older"), folder.resolve("target/older.zip"));
    findsIn(folder.resolve("target/older.zip"), "older");
  }

  @Test
  void refusesAnArchiveThatLeadsOutOfItself() throws IOException {
    Path bad = folder.resolve("bad.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bad))) {
      zip.putNextEntry(new ZipEntry("../out.txt"));
    }
    assertThatThrownBy(() -> load(function("a.B", List.of(), Optional.of(bad))))
        .hasMessage("t.yaml:7: Fn: " + bad + ": holds ../out.txt, which leads out of it");
  }
}
