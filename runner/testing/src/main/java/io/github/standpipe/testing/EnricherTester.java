package io.github.standpipe.testing;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.standpipe.enrich.Enricher;
import io.github.standpipe.enrich.EnrichmentHandler;
import io.github.standpipe.enrich.Environment;
import io.github.standpipe.enrich.Lookup;
import io.github.standpipe.internal.fixture.GivenFile;
import io.github.standpipe.internal.host.LocalContext;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.SourceBatch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Calls an enrichment function as Lambda does, with an environment that the test controls.
 *
 * <pre>{@code
 * EnricherRun run =
 *     EnricherTester.of(OrderTotals.class)
 *         .lookup("products", Map.of("HOSE-20", Map.of("price", 18900)))
 *         .run(event);
 *
 * assertEquals(37800, run.event().path("total").asInt());
 * }</pre>
 *
 * <p>A tester is immutable: each method returns a new one. It creates its function in its first run
 * and keeps it, as Lambda does, so a second run has warm caches; runs may be called by many threads
 * at once. Without other settings the time is 2026-01-01T00:00:00Z and ids count from 1 in each
 * run, as in a fixture; a call may take 30 seconds; records that are quarantined are kept for
 * {@link EnricherRun#quarantined}; and no service is ever called: a look-up that is answered
 * neither by the test nor by a file of the layer fails.
 */
public final class EnricherTester {
  private final FunctionLoader loader;
  private final FunctionSetting setting;
  private @Nullable LoadedCall loaded;

  /** Creates a function. */
  @FunctionalInterface
  interface FunctionLoader {
    LoadedCall load(FunctionSetting setting);
  }

  /** A function that has been created. */
  @FunctionalInterface
  interface LoadedCall {
    byte[] invoke(byte[] request, Context context) throws Exception;
  }

  private EnricherTester(FunctionLoader loader, FunctionSetting setting) {
    this.loader = loader;
    this.setting = setting;
  }

  /**
   * Tests a function by its class, which must have a constructor that takes an {@link Environment}.
   *
   * @param type the class of the function
   * @return a tester with default settings
   * @throws IllegalArgumentException for a class that cannot be created in this way
   */
  public static EnricherTester of(Class<? extends EnrichmentHandler> type) {
    return ofFunction(type.getSimpleName(), HandlerConstructor.of(type));
  }

  /**
   * Tests a function that is created from its environment: {@code
   * EnricherTester.of(OrderTotals::new)}.
   *
   * @param function creates the function; called once, in the first run
   * @return a tester with default settings
   */
  public static EnricherTester of(Function<Environment, ? extends EnrichmentHandler> function) {
    return ofFunction("function", function);
  }

  /**
   * Tests an enricher that needs an environment, such as a typed one with look-ups.
   *
   * @param enricher creates the enricher; called once, in the first run
   * @return a tester with default settings
   */
  public static EnricherTester ofEnricher(Function<Environment, ? extends Enricher> enricher) {
    return of(environment -> new EnrichmentHandler(environment, enricher.apply(environment)));
  }

  /**
   * Tests an enricher that does not need an environment.
   *
   * @param enricher the enricher
   * @return a tester with default settings
   */
  public static EnricherTester ofEnricher(Enricher enricher) {
    return ofEnricher(environment -> enricher);
  }

  /**
   * Tests a transform. Its folder stands for the layer.
   *
   * @param file a {@code .jslt} file
   * @return a tester whose function runs the transform
   * @throws IllegalArgumentException for a path without a file name
   */
  public static EnricherTester ofTransform(Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    if (folder == null || file.getFileName() == null) {
      throw new IllegalArgumentException(file + " is not a file; name a .jslt file");
    }
    return of(EnrichmentHandler::new)
        .layer(folder)
        .variable("TRANSFORM", file.getFileName().toString());
  }

  /**
   * Tests the enrichment function of a pipe, with the variables, the layer and the queue that the
   * template gives it. The test must answer look-ups that name a service.
   *
   * @param template the template that is deployed
   * @param pipe the logical id or the name of the pipe
   * @return a tester with the settings of the template
   * @throws Fault for a template that cannot be read, and for a pipe without a Java function
   */
  public static EnricherTester ofPipe(Path template, String pipe) {
    PipeFunction function = PipeFunction.of(template, pipe);
    return new EnricherTester(function::load, function.setting());
  }

  private static EnricherTester ofFunction(
      String name, Function<Environment, ? extends EnrichmentHandler> function) {
    return new EnricherTester(
        setting -> stream(function.apply(setting.environment())), FunctionSetting.of(name));
  }

  private static LoadedCall stream(EnrichmentHandler handler) {
    return (request, context) -> {
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      handler.handleRequest(new ByteArrayInputStream(request), answer, context);
      return answer.toByteArray();
    };
  }

  private EnricherTester with(FunctionSetting other) {
    return new EnricherTester(loader, other);
  }

  /**
   * {@return the same tester with an environment variable}
   *
   * @param name such as {@code MAX_RECEIVES}
   * @param value its value, which replaces a present one
   */
  public EnricherTester variable(String name, String value) {
    return variables(Map.of(name, value));
  }

  /**
   * {@return the same tester with more environment variables}
   *
   * @param more the values by name, which replace present ones
   */
  public EnricherTester variables(Map<String, String> more) {
    return with(setting.with(more));
  }

  /**
   * {@return the same tester without {@code QUARANTINE_QUEUE_URL}: records that cannot go on return
   * their batch}
   */
  public EnricherTester withoutQuarantine() {
    return with(setting.without("QUARANTINE_QUEUE_URL"));
  }

  /**
   * {@return the same tester with a folder that represents {@code /opt}, into which a layer is
   * unpacked}
   *
   * @param folder a folder with the files of the layer, such as {@code lookups/} and transforms
   */
  public EnricherTester layer(Path folder) {
    return with(setting.at(folder));
  }

  /**
   * {@return the same tester with documents that answer a look-up}
   *
   * @param name the name of the look-up, as the enricher asks for it
   * @param documents by key: JSON, or a value that Jackson can write as JSON, such as a map or a
   *     record; a missing key or a null has no document
   * @throws IllegalArgumentException for a value that Jackson cannot write
   */
  public EnricherTester lookup(String name, Map<String, ?> documents) {
    return lookup(name, FunctionSetting.answeredBy(GivenJson.documents(documents)));
  }

  /**
   * {@return the same tester with documents that answer a look-up, in the form of a fixture's
   * {@code lookups/<name>.json}}
   *
   * @param name the name of the look-up, as the enricher asks for it
   * @param file a JSON object of documents by key
   * @throws Fault for a file without one
   */
  public EnricherTester lookup(String name, Path file) {
    JsonNode documents = Json.read(file);
    if (!documents.isObject()) {
      throw new Fault(file.toString(), "must be a JSON object of documents by key");
    }
    Map<String, JsonNode> byKey = new HashMap<>();
    documents.properties().forEach(entry -> byKey.put(entry.getKey(), entry.getValue()));
    return lookup(name, byKey);
  }

  /**
   * {@return the same tester with a look-up that the test provides}
   *
   * @param name the name of the look-up, as the enricher asks for it
   * @param lookup answers the requests; let it throw to simulate a service that does not answer
   */
  public EnricherTester lookup(String name, Lookup lookup) {
    return with(setting.with(name, lookup));
  }

  /**
   * {@return the same tester with a clock for {@code now()} and all other times}
   *
   * @param clock the clock; the default stands at 2026-01-01T00:00:00Z
   */
  public EnricherTester clock(InstantSource clock) {
    return with(setting.with(clock));
  }

  /**
   * {@return the same tester with the time that Lambda allows for a call; it runs down during the
   * call}
   *
   * @param time the time, counted in milliseconds; the default is 30 seconds
   */
  public EnricherTester deadline(Duration time) {
    return with(setting.within(time));
  }

  /**
   * Calls the function with a batch.
   *
   * @param events each as JSON, the body of one message
   * @return what happened to the batch
   * @throws Fault for a text that is not JSON, and for a function that cannot be created
   */
  public EnricherRun run(String... events) {
    return run(Stream.of(events).map(TestMessage::of).toArray(TestMessage[]::new));
  }

  /**
   * Calls the function with a batch.
   *
   * @param events each the body of one message
   * @return what happened to the batch
   * @throws Fault for a function that cannot be created
   */
  public EnricherRun run(JsonNode... events) {
    return run(Stream.of(events).map(TestMessage::of).toArray(TestMessage[]::new));
  }

  /**
   * Calls the function with the batch of a file.
   *
   * @param source in the form of a fixture's {@code 1-source.json}: records, one record, or one
   *     body
   * @return what happened to the batch
   * @throws Fault for a file without a batch, and for a function that cannot be created
   */
  public EnricherRun run(Path source) {
    String text = GivenFile.text(source);
    SourceBatch batch =
        SourceBatch.read(text, source.toString(), setting.source(), setting.clock());
    return call(Json.array().addAll(batch.records()));
  }

  /**
   * Calls the function with a batch.
   *
   * @param messages the messages, in the order of the batch
   * @return what happened to the batch
   * @throws Fault for an invalid message, and for a function that cannot be created
   */
  public EnricherRun run(TestMessage... messages) {
    ArrayNode batch = Json.array();
    for (TestMessage message : messages) {
      batch.add(message.complete(batch.size() + 1, setting.source(), setting.clock()));
    }
    return call(batch);
  }

  private EnricherRun call(ArrayNode batch) {
    RunRecorder recorder = new RunRecorder(setting.clock());
    LoadedCall function = function();
    try {
      byte[] answer = function.invoke(Json.bytes(batch), context(recorder));
      return recorder.run(events(answer), "");
    } catch (Exception e) {
      String message = e.getMessage();
      return recorder.run(List.of(), message == null ? e.getClass().getSimpleName() : message);
    }
  }

  private synchronized LoadedCall function() {
    if (loaded == null) {
      loaded = loader.load(setting);
    }
    return loaded;
  }

  private LocalContext context(RunRecorder recorder) {
    long end = System.nanoTime() + setting.time().toNanos();
    return new LocalContext(
        "arn:aws:lambda:eu-west-1:123456789012:function:" + setting.function(),
        () -> (int) Math.max(0, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())),
        recorder::log,
        recorder);
  }

  private static List<JsonNode> events(byte[] answer) throws IOException {
    JsonNode json = Json.parse(answer);
    if (!json.isArray()) {
      throw new Fault("the function", "answered " + Json.kind(json) + "; answer an array");
    }
    return StreamSupport.stream(json.spliterator(), false).toList();
  }
}
