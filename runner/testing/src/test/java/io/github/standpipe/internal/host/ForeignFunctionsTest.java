package io.github.standpipe.internal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Lookup;
import io.github.standpipe.internal.runtime.FunctionError;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Enrichment;
import io.github.standpipe.template.LambdaFunction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions in Node.js and Python, called through their handlers. */
class ForeignFunctionsTest {
  private static final String NODE = "nodejs20.x";
  private static final String PYTHON = "python3.11";
  private static final String NOTHING = "RequestId: 00000000-0000-0000-0000-000000000000 Error: ";
  @TempDir Path folder;

  @AfterEach
  void endProcesses() {
    LocalFunctions.restart();
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private LambdaFunction function(String runtime, String handler) {
    return function(runtime, handler, 900);
  }

  private LambdaFunction function(String runtime, String handler, int seconds) {
    return function(runtime, handler, Optional.of(folder), Optional.empty(), seconds);
  }

  private LambdaFunction function(
      String runtime, String handler, Optional<Path> code, Optional<String> inline, int seconds) {
    return new LambdaFunction(
        "Fn",
        "arn:aws:lambda:eu-west-1:123456789012:function:fn",
        runtime,
        handler,
        Map.of("OWN", "value", "LOOKUP_PEOPLE", "dynamodb:people-table#key=id"),
        List.of(folder.resolve("layer")),
        code,
        "t.yaml:7",
        inline,
        Optional.of(folder.resolve("built")),
        seconds,
        512);
  }

  private static String call(LambdaFunction function, String request) throws Exception {
    return call(function, Map.of(), request);
  }

  private static String call(LambdaFunction function, Map<String, Lookup> lookups, String request)
      throws Exception {
    Enrichment.Function loaded =
        LocalFunctions.load(
            function,
            lookups,
            new FixedSurroundings(Instant.parse("2026-01-01T00:00:00Z")),
            List.of(),
            Map.of());
    byte[] answer = loaded.invoke(request.getBytes(StandardCharsets.UTF_8));
    return new String(answer, StandardCharsets.UTF_8);
  }

  private String node(String code, String request) throws Exception {
    write("app.js", code);
    LocalFunctions.restart();
    return call(function(NODE, "app.handler"), request);
  }

  private String python(String code, String request) throws Exception {
    write("app.py", code);
    LocalFunctions.restart();
    return call(function(PYTHON, "app.handler"), request);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          exports.handler = async (e) => e.length                                     | 2
          exports.handler = (e, c, done) => done(null, e.length)                      | 2
          exports.handler = (e, c, done) => { setTimeout(() => done(null, 3), 5) }    | 3
          exports.handler = (e, c) => { c.succeed([4]) }                              | [4]
          exports.handler = (e) => Promise.resolve({a: undefined, b: [undefined]})    | {"b":[null]}
          exports.handler = async () => {}                                            | null
          exports.handler = () => 7                                                   | null
          exports.handler = () => new Promise(() => {})                               | null
          exports.handler = (e, c, done) => { c.callbackWaitsForEmptyEventLoop = false; setInterval(() => {}, 1e6); done(null, 8) } | 8
          exports.handler = async () => NaN                                           | null
          """)
  void takesEachFormOfAHandlerInNode(String code, String answer) throws Exception {
    assertThat(node(code, "[1, 2]")).isEqualTo(answer);
  }

  @Test
  void loadsModulesAsNodeDoes() throws Exception {
    write(
        "a/esm.mjs", "const n = await Promise.resolve(5);\nexport const handler = async () => n;");
    write("b/package.json", "{\"type\": \"module\"}");
    write("b/deep/app.js", "export const handler = async () => import.meta.url.length > 0;");
    write("c/old.cjs", "exports.all = {inner: async () => __filename.length > 0};");
    write("d/app.mjs", "import lib from './lib.cjs';\nexport const handler = async () => lib.n;");
    write("d/lib.cjs", "exports.n = 6;");
    assertThat(call(function(NODE, "a/esm.handler"), "[]")).isEqualTo("5");
    assertThat(call(function(NODE, "b/deep/app.handler"), "[]")).isEqualTo("true");
    assertThat(call(function(NODE, "c/old.all.inner"), "[]")).isEqualTo("true");
    assertThat(call(function(NODE, "d/app.handler"), "[]")).isEqualTo("6");
  }

  @Test
  void loadsModulesAsPythonDoes() throws Exception {
    write("pkg/__init__.py", "");
    write("pkg/app.py", "from pkg.lib import n\ndef handler(e, c): return n");
    write("pkg/lib.py", "n = 5");
    assertThat(call(function(PYTHON, "pkg.app.handler"), "[]")).isEqualTo("5");
    assertThat(call(function(PYTHON, "pkg/app.handler"), "[]")).isEqualTo("5");
  }

  @Test
  void findsTheCodeOfLayersAndWhatABuildInstalled() throws Exception {
    write("layer/nodejs/node_modules/dep/index.js", "exports.n = 1;");
    write("built/node_modules/other/index.js", "exports.n = 2;");
    write("layer/python/dep.py", "n = 1");
    write("layer/python/lib/python3.11/site-packages/site.d.py", "");
    write("built/other.py", "n = 2");
    assertThat(node("exports.handler = async () => [require('dep').n, require('other').n];", "[]"))
        .isEqualTo("[1,2]");
    assertThat(python("import dep, other\ndef handler(e, c): return [dep.n, other.n]", "[]"))
        .isEqualTo("[1, 2]");
  }

  @Test
  void runsCodeInTheTemplateInAZipAndAsBuilt() throws Exception {
    assertThat(
            call(
                function(
                    NODE,
                    "index.handler",
                    Optional.empty(),
                    Optional.of("exports.handler = async (e) => e;"),
                    900),
                "[1]"))
        .isEqualTo("[1]");
    assertThat(
            call(
                function(
                    PYTHON,
                    "index.handler",
                    Optional.empty(),
                    Optional.of("def handler(e, c): return e"),
                    900),
                "[1]"))
        .isEqualTo("[1]");
    Path zip = folder.resolve("code.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("src/app.js"));
      out.write("exports.handler = async () => 'zipped';".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(
            call(function(NODE, "src/app.handler", Optional.of(zip), Optional.empty(), 900), "[]"))
        .isEqualTo("\"zipped\"");
    write("app.ts", "export const handler = async (): Promise<number> => 1;");
    assertThatThrownBy(() -> call(function(NODE, "app.handler"), "[]"))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "t.yaml:7: Fn is TypeScript that is not built, "
                + folder.resolve("app.ts")
                + "; run sam build, or build it and name the built folder");
    write("built/app.js", "exports.handler = async () => 'built';");
    assertThat(call(function(NODE, "app.handler"), "[]")).isEqualTo("\"built\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          exports.handler = async () => { throw new TypeError('bad') }         | TypeError: bad
          exports.handler = async () => { throw 'text' }                       | string: text
          exports.handler = () => { class Gone extends Error { name = 'Gone' } throw new Gone('x') } | Gone: x
          exports.handler = (e, c, done) => done(new Error('by callback'))     | Error: by callback
          exports.handler = (e, c, done) => done('text')                       | string: text
          exports.handler = async () => 10n                                    | Error: Unable to stringify response body
          exports.handler = () => { setTimeout(() => { throw new RangeError('later') }, 1); return new Promise(() => setTimeout(() => {}, 1e6)) } | RangeError: later
          exports.handler = () => { Promise.reject(new Error('lost')); return new Promise(() => setTimeout(() => {}, 1e6)) } | Runtime.UnhandledPromiseRejection: Error: lost
          exports.other = 1                                                    | Runtime.HandlerNotFound: app.handler is undefined or not exported
          exports.handler = 1                                                  | Runtime.HandlerNotFound: app.handler is not a function
          exports.handler = awslambda.streamifyResponse(async () => {})        | Runtime.StreamingHandler: app.handler streams its response, which does not run here; export a handler that returns it
          require('./gone')                                                    | Runtime.ImportModuleError: Error: Cannot find module './gone'
          const = 1                                                            | Runtime.UserCodeSyntaxError: SyntaxError: Unexpected token '='
          throw new Error('at the start')                                      | Error: at the start
          """)
  void reportsWhatFailsInNode(String code, String error) {
    assertThatThrownBy(() -> node(code, "[]"))
        .isInstanceOf(FunctionError.class)
        .hasMessage("the function threw " + error);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          def handler(e, c): return {}[1]                  | KeyError: 1
          def handler(e, c): raise ValueError('bad')       | ValueError: bad
          def handler(e, c): return {1, 2}                 | Runtime.MarshalError: Unable to marshal response: Object of type set is not JSON serializable
          other = 1                                        | Runtime.HandlerNotFound: Handler 'handler' missing on module 'app'
          import gone                                      | Runtime.ImportModuleError: Unable to import module 'app': No module named 'gone'
          1 / 0                                            | ZeroDivisionError: division by zero
          """)
  void reportsWhatFailsInPython(String code, String error) {
    assertThatThrownBy(() -> python(code, "[]"))
        .isInstanceOf(FunctionError.class)
        .hasMessage("the function threw " + error);
  }

  @Test
  void reportsASyntaxErrorInPython() {
    assertThatThrownBy(() -> python("def handler(", "[]"))
        .isInstanceOf(FunctionError.class)
        .hasMessageStartingWith(
            "the function threw Runtime.UserCodeSyntaxError: Syntax error in module 'app':");
  }

  @Test
  void reportsAProcessThatEndsAndAnAnswerThatIsTooLarge() throws Exception {
    String exit = "the function threw Runtime.ExitError: " + NOTHING + "Runtime exited ";
    assertThatThrownBy(() -> node("exports.handler = async () => process.exit(3)", "[]"))
        .hasMessage(exit + "with error: exit status 3");
    assertThatThrownBy(() -> python("import sys\ndef handler(e, c): sys.exit(0)", "[]"))
        .hasMessage(exit + "without providing a reason");
    assertThatThrownBy(() -> python("import os\ndef handler(e, c): os.kill(os.getpid(), 9)", "[]"))
        .hasMessage(exit + "with error: signal: killed");
    assertThatThrownBy(() -> node("exports.handler = async () => 'x'.repeat(6291556)", "[]"))
        .hasMessage(
            "the function threw Function.ResponseSizeTooLarge: Response payload size exceeded"
                + " maximum allowed payload size (6291556 bytes).");
    assertThat(node("exports.handler = async () => 'x'.repeat(6291000)", "[]")).hasSize(6291002);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          nodejs20.x | app.handler   | exports.handler = async () => { while (true); }
          nodejs20.x | app.handler   | exports.handler = () => new Promise(() => setInterval(() => {}, 9))
          python3.11 | app.handler   | "def handler(e, c):\n  while True: pass"
          """)
  void endsACallThatTakesTooLongAndItsProcess(String runtime, String handler, String code)
      throws Exception {
    String ending = runtime.equals(NODE) ? ".js" : ".py";
    write("app" + ending, code.replace("\\n", "\n"));
    assertThatThrownBy(() -> call(function(runtime, handler, 1), "[]"))
        .hasMessage(
            "the function threw Sandbox.Timedout: "
                + NOTHING
                + "Task timed out after 1.00 seconds");
    assertThat(
            ProcessHandle.current()
                .descendants()
                .filter(one -> one.info().commandLine().orElse("").contains("bootstrap")))
        .isEmpty();
  }

  @Test
  void keepsWhatAModuleKnowsBetweenCalls() throws Exception {
    write("app.js", "let n = 0; exports.handler = async () => ++n");
    assertThat(call(function(NODE, "app.handler"), "[]")).isEqualTo("1");
    assertThat(call(function(NODE, "app.handler"), "[]")).isEqualTo("2");
    LocalFunctions.restart();
    assertThat(call(function(NODE, "app.handler"), "[]")).isEqualTo("1");
  }

  @Test
  void givesTheContextOfLambda() throws Exception {
    String left = "0 < %s && %s <= 900000";
    assertThat(
            node(
                "exports.handler = async (e, c) => [c.awsRequestId, c.functionName,"
                    + " c.functionVersion, c.invokedFunctionArn, c.memoryLimitInMB, c.logGroupName,"
                    + " c.logStreamName, "
                    + left.replace("%s", "c.getRemainingTimeInMillis()")
                    + ", process.env.OWN, process.env.AWS_REGION, process.env._HANDLER]",
                "[]"))
        .isEqualTo(
            "[\"00000000-0000-0000-0000-000000000000\",\"fn\",\"$LATEST\","
                + "\"arn:aws:lambda:eu-west-1:123456789012:function:fn\",\"512\","
                + "\"/aws/lambda/fn\",\"standpipe\",true,\"value\",\"eu-west-1\",\"app.handler\"]");
    assertThat(
            python(
                "import os\ndef handler(e, c): return [c.aws_request_id, c.function_name,"
                    + " c.function_version, c.invoked_function_arn, c.memory_limit_in_mb,"
                    + " c.log_group_name, c.log_stream_name,"
                    + " 0 < c.get_remaining_time_in_millis() <= 900000, os.environ['OWN'],"
                    + " os.environ['AWS_REGION'], os.environ['_HANDLER']]",
                "[]"))
        .isEqualTo(
            "[\"00000000-0000-0000-0000-000000000000\", \"fn\", \"$LATEST\","
                + " \"arn:aws:lambda:eu-west-1:123456789012:function:fn\", \"512\","
                + " \"/aws/lambda/fn\", \"standpipe\", true, \"value\", \"eu-west-1\","
                + " \"app.handler\"]");
  }

  @Test
  void fixesTimeAndIdsSoThatACaseCanBeRepeated() throws Exception {
    String javaScript =
        "import {randomUUID, randomBytes} from 'node:crypto';\n"
            + "export const handler = async () => [new Date().toISOString(), Date.now(),"
            + " new Date(0).getTime(), new Date() instanceof Date, randomUUID(),"
            + " globalThis.crypto.randomUUID(), Math.random(), randomBytes(8).toString('hex')];";
    write("app.mjs", javaScript);
    String first = call(function(NODE, "app.handler"), "[]");
    assertThat(first)
        .startsWith(
            "[\"2026-01-01T00:00:00.000Z\",1767225600000,0,true,"
                + "\"00000000-0000-4000-8000-000000000001\","
                + "\"00000000-0000-4000-8000-000000000002\",0.");
    assertThat(call(function(NODE, "app.handler"), "[]")).isEqualTo(first);
    LocalFunctions.restart();
    assertThat(call(function(NODE, "app.handler"), "[]")).isEqualTo(first);
    String code =
        "from datetime import date, datetime, timezone, timedelta\n"
            + "import random, secrets, time, uuid\n"
            + "def handler(e, c): return [datetime.now(timezone.utc).isoformat(),"
            + " datetime.utcnow().isoformat(), date.today().isoformat(), time.time(),"
            + " isinstance(datetime(2020, 1, 1) + timedelta(1), datetime), str(uuid.uuid4()),"
            + " time.strftime('%Y'), datetime.fromisoformat('2020-01-02').day, random.random(),"
            + " secrets.token_hex(8)]";
    String python = python(code, "[]");
    assertThat(python)
        .startsWith(
            "[\"2026-01-01T00:00:00+00:00\", \"2026-01-01T00:00:00\", \"2026-01-01\","
                + " 1767225600.0, true, \"00000000-0000-4000-8000-000000000001\", \"2026\", 2, 0.");
    assertThat(python(code, "[]")).isEqualTo(python);
    LocalFunctions.restart();
    assertThat(python(code, "[]")).isEqualTo(python);
  }

  @Test
  void answersDynamoDbFromTheLookUps() throws Exception {
    JsonNode person = Json.parse("{\"name\":\"Ann\",\"n\":[1,2.5,true,null]}");
    List<String> asked = new ArrayList<>();
    Lookup people =
        (keys, invocation) -> {
          asked.addAll(keys);
          return keys.contains("p-1") ? Map.of("p-1", person) : Map.of();
        };
    String code =
        """
        const dynamo = async (operation, body) => {
          const answer = await fetch(process.env.AWS_ENDPOINT_URL, {method: 'POST', body: JSON.stringify(body),
            headers: {'X-Amz-Target': 'DynamoDB_20120810.' + operation}});
          return [answer.status, await answer.json()];
        };
        exports.handler = async (calls) => { const all = []; for (const [operation, body] of calls) all.push(await dynamo(operation, body)); return all; };
        """;
    write("app.js", code);
    String request =
        """
        [["GetItem", {"TableName": "people-table", "Key": {"id": {"S": "p-1"}}}],
         ["GetItem", {"TableName": "people-table", "Key": {"id": {"S": "p-2"}}}],
         ["BatchGetItem", {"RequestItems": {"people-table": {"Keys": [{"id": {"S": "p-1"}}], "ProjectionExpression": "#n", "ExpressionAttributeNames": {"#n": "name"}}}}],
         ["PutItem", {"TableName": "people-table"}],
         ["GetItem", {"TableName": "other", "Key": {"id": {"S": "p-1"}}}]]
        """;
    var answers =
        Json.parse(call(function(NODE, "app.handler"), Map.of("people", people), request));
    assertThat(Json.text(answers.get(0)))
        .isEqualTo(
            "[200,{\"Item\":{\"id\":{\"S\":\"p-1\"},\"name\":{\"S\":\"Ann\"},\"n\":{\"L\":"
                + "[{\"N\":\"1\"},{\"N\":\"2.5\"},{\"BOOL\":true},{\"NULL\":true}]}}}]");
    assertThat(Json.text(answers.get(1))).isEqualTo("[200,{}]");
    assertThat(Json.text(answers.get(2)))
        .isEqualTo(
            "[200,{\"Responses\":{\"people-table\":[{\"name\":{\"S\":\"Ann\"}}]},"
                + "\"UnprocessedKeys\":{}}]");
    String only =
        "; in a run on fixtures only DynamoDB's GetItem and BatchGetItem are answered, from"
            + " lookups/<table>.json; run with --lookups live to reach AWS";
    assertThat(answers.get(3).get(1).get("message").asText())
        .isEqualTo("the function calls DynamoDB_20120810.PutItem" + only);
    assertThat(answers.get(4).get(1).get("message").asText())
        .isEqualTo("no fixture answers the table other; add lookups/other.json" + only);
    assertThat(asked).containsExactly("p-1", "p-2", "p-1");
  }

  @Test
  void saysWhatIsMissing() {
    assertThatThrownBy(() -> call(function(NODE, "src/app.handler"), "[]"))
        .hasMessage(
            "t.yaml:7: Fn has the Handler src/app.handler, but "
                + folder
                + " has no src/app.js or src/app.mjs or src/app.cjs; correct one of them, or"
                + " give its answer in fixtures, such as enrichment.json");
    assertThatThrownBy(() ->
            call(function(PYTHON, "app.handler", Optional.empty(), Optional.empty(), 900), "[]"))
        .hasMessage(
            "t.yaml:7: Fn has no code beside the template; name its folder in CodeUri or Code, or"
                + " give its answer in fixtures, such as enrichment.json");
  }

  @Test
  void printsTheLogInOrder() throws Exception {
    List<String> lines = new ArrayList<>();
    write(
        "app.js",
        "exports.handler = async () => { for (let i = 0; i < 200; i++) (i % 2 ? console.log :"
            + " console.error)('line ' + i); return 1 }");
    Enrichment.Function loaded =
        LocalFunctions.load(
            function(NODE, "app.handler"),
            Map.of(),
            new FixedSurroundings(Instant.EPOCH),
            List.of(),
            Map.of());
    LocalContext context =
        new LocalContext(
            "arn:aws:lambda:eu-west-1:123456789012:function:fn",
            () -> 900_000,
            lines::add,
            new FixedSurroundings(Instant.EPOCH));
    ((LoadedFunction) loaded).invoke("[]".getBytes(StandardCharsets.UTF_8), context);
    assertThat(lines)
        .isEqualTo(Stream.iterate(0, i -> i + 1).limit(200).map(i -> "line " + i).toList());
  }

  @Test
  void hasRandomIdsAndTheRealTimeInALiveRun() throws Exception {
    write(
        "app.js", "exports.handler = async (e, c) => [Date.now() > 1767225600001, c.awsRequestId]");
    var surroundings =
        new FixedSurroundings(Instant.EPOCH) {
          @Override
          public boolean remembers() {
            return true;
          }
        };
    Enrichment.Function loaded =
        LocalFunctions.load(
            function(NODE, "app.handler"), Map.of(), surroundings, List.of(), Map.of());
    var answer = Json.parse(loaded.invoke("[]".getBytes(StandardCharsets.UTF_8)));
    assertThat(answer.get(0).asBoolean()).isEqualTo(System.currentTimeMillis() > 1767225600001L);
    assertThat(UUID.fromString(answer.get(1).asText())).isNotEqualTo(new UUID(0, 0));
  }
}
