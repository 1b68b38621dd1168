package io.github.standpipe.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Enricher;
import io.github.standpipe.enrich.EnrichmentHandler;
import io.github.standpipe.enrich.Environment;
import io.github.standpipe.enrich.Verdict;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.typed.TypedEnrichers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnricherTesterTest {
  private static final Enricher SORTS = Enricher.each(EnricherTesterTest::sorted);

  @TempDir private Path folder;

  record Order(String id, int quantity) {}

  /** A function as users write one, but within a test. */
  static final class Sorter extends EnrichmentHandler {
    Sorter(Environment environment) {
      super(environment, SORTS);
    }
  }

  abstract static class Unfinished extends EnrichmentHandler {}

  static final class WithoutEnvironment extends EnrichmentHandler {}

  private static Verdict sorted(JsonNode event) {
    return switch (event.path("do").asText()) {
      case "emit" -> Verdict.emit(Json.object().put("n", event.path("n").asInt()));
      case "split" ->
          new Verdict.Emit(List.of(Json.object().put("n", 1), Json.object().put("n", 2)));
      case "drop" -> new Verdict.Drop("not ours");
      case "quarantine" -> new Verdict.Quarantine("bad");
      case "retry" -> new Verdict.Retry("busy");
      case "fail" -> new Verdict.Fail("odd");
      case "throw" -> throw new IllegalStateException("secret");
      default -> throw new Fault("the whole batch", "cannot be judged");
    };
  }

  private static String event(String verdict) {
    return "{\"do\": \"" + verdict + "\", \"n\": 7}";
  }

  @Test
  void givesEachEventsVerdictAndWhatBecameOfTheBatch() {
    EnricherRun run =
        EnricherTester.of(Sorter.class)
            .run(event("emit"), event("split"), event("drop"), event("quarantine"));

    assertThat(run.verdicts())
        .containsExactly(
            Verdict.emit(json("{\"n\": 7}")),
            new Verdict.Emit(List.of(json("{\"n\": 1}"), json("{\"n\": 2}"))),
            new Verdict.Drop("not ours"),
            new Verdict.Quarantine("bad"));
    assertThat(run.events()).hasSize(3);
    assertThat(run.quarantined())
        .singleElement()
        .satisfies(envelope -> {
          assertThat(envelope.path("messageId").asText())
              .isEqualTo("00000000-0000-4000-8000-000000000004");
          assertThat(envelope.path("reason").asText()).isEqualTo("bad");
          assertThat(envelope.path("function").asText()).isEqualTo("Sorter");
          assertThat(envelope.path("time").asText()).isEqualTo("2026-01-01T00:00:00Z");
        });
    assertThat(run.isReturned()).isFalse();
    assertThat(run.metrics())
        .containsEntry("Received", 4.0)
        .containsEntry("Emitted", 3.0)
        .containsEntry("Dropped", 1.0)
        .containsEntry("Quarantined", 1.0);
    assertThat(run.log())
        .hasSize(4)
        .anySatisfy(
            line -> assertThat(line).contains("\"outcome\":\"drop\",\"reason\":\"not ours\""));
  }

  @Test
  void keepsTheEnrichersVerdictOnAnEventThatReturnsItsBatch() {
    EnricherRun run = EnricherTester.ofEnricher(SORTS).run(event("emit"), event("fail"));

    run.expectVerdicts(Verdict.emit(json("{\"n\": 7}")), new Verdict.Fail("odd"))
        .expectReturned(
            "1 of 2 records failed: record 2 (00000000-0000-4000-8000-000000000002): odd");
    assertThat(run.events()).isEmpty();
  }

  @Test
  void quarantinesAFailureAtItsLastReceiveOnly() {
    EnricherTester tester = EnricherTester.ofEnricher(SORTS).variable("MAX_RECEIVES", "2");
    TestMessage failing = TestMessage.of(event("fail")).id("m1");

    assertThat(tester.run(failing).isReturned()).isTrue();
    assertThat(tester.run(failing.receives(2)).quarantined()).hasSize(1);
    tester.withoutQuarantine().run(failing.receives(2)).expectReturned("record 1 (m1): odd");
  }

  @Test
  void namesTheExceptionOfAnEventAndNotItsMessage() {
    EnricherRun run = EnricherTester.of(Sorter::new).run(event("throw"));

    assertThat(run.verdict())
        .isInstanceOfSatisfying(
            Verdict.Fail.class,
            fail ->
                assertThat(fail.reason())
                    .startsWith("the enricher threw IllegalStateException at EnricherTesterTest"));
    assertThat(run.log()).noneMatch(line -> line.contains("secret"));
  }

  @Test
  void hasNoVerdictsWhenTheBatchWasNotJudged() {
    EnricherRun run = EnricherTester.ofEnricher(SORTS).run(event("?"));

    assertThat(run.verdicts()).isEmpty();
    run.expectReturned("the whole batch: cannot be judged");
  }

  @Test
  void judgesABodyThatTheEnricherNeverMeets() {
    EnricherRun run = EnricherTester.ofEnricher(SORTS).run(TestMessage.ofBody("no JSON"));

    assertThat(run.verdict()).isInstanceOf(Verdict.Quarantine.class);
    assertThat(run.quarantined()).hasSize(1);
  }

  @Test
  void passesTheRecordsAttributesOn() {
    EnricherTester tester =
        EnricherTester.ofEnricher(environment ->
            Enricher.each(
                environment,
                (event, record, documents) -> {
                  var rich = Json.object();
                  rich.set("group", record.at("/attributes/MessageGroupId"));
                  rich.set("tenant", record.at("/messageAttributes/tenant/stringValue"));
                  return Verdict.emit(rich.put("isRecord", record.isObject()));
                }));

    tester
        .run(
            TestMessage.of("{}").group("g1").messageAttribute("tenant", "t1"),
            TestMessage.rendered(json("{\"a\": 1}")))
        .expectEvents(
            """
            [{"group": "g1", "tenant": "t1", "isRecord": true},
             {"$expect": {"atLeast": {"isRecord": false}}}]
            """);
    assertThatThrownBy(() -> TestMessage.rendered(json("{}")).id("m1"))
        .hasMessage(
            "a rendered item has no record, and so no id and no attributes; give a message");
  }

  @Test
  void answersLookUpsOfTypedEnrichersWithAnyJavaValue() {
    EnricherTester tester =
        EnricherTester.ofEnricher(environment ->
                TypedEnrichers.each(
                    environment,
                    Order.class,
                    (order, documents) -> {
                      JsonNode stock = documents.find("stock", order.value().id());
                      return stock.isNull()
                          ? new Verdict.Drop("not in stock")
                          : order.emit(
                              new Order(order.value().id(), stock.path("quantity").asInt()));
                    }))
            .lookup("stock", Map.of("A", new Order("A", 12), "B", Map.of("quantity", 3L)));

    EnricherRun run = tester.run("{\"id\": \"A\"}", "{\"id\": \"B\", \"x\": 1}", "{\"id\": \"C\"}");

    run.expectVerdicts(
        new Verdict.Quarantine(
            "it does not bind to Order: .quantity is missing, and int was expected"),
        new Verdict.Quarantine(
            "it does not bind to Order: .quantity is missing, and int was expected"),
        new Verdict.Quarantine(
            "it does not bind to Order: .quantity is missing, and int was expected"));
    tester
        .run(
            "{\"id\": \"A\", \"quantity\": 0}",
            "{\"id\": \"B\", \"quantity\": 0, \"x\": 1}",
            "{\"id\": \"C\", \"quantity\": 0}")
        .expectEvents(
            "[{\"id\": \"A\", \"quantity\": 12}, {\"id\": \"B\", \"quantity\": 3, \"x\": 1}]");
  }

  @Test
  void namesWhatWasAskedOfLookUps() {
    EnricherRun run =
        EnricherTester.ofEnricher(environment ->
                Enricher.each(
                    environment,
                    (event, documents) ->
                        Verdict.emit(
                            Json.object().set("found", documents.find("docs", event.path("key"))))))
            .lookup("docs", Map.of("a", List.of(1, 2)))
            .run("{\"key\": \"a\"}", "{\"key\": \"b\"}", "{\"key\": \"a\"}");

    assertThat(run.lookups())
        .containsExactly(new EnricherRun.LookupRound(1, "docs", Set.of("a", "b"), Set.of("a")));
    run.expectEvents("[{\"found\": [1, 2]}, {\"found\": null}, {\"found\": [1, 2]}]");
  }

  @Test
  void asksNoService() {
    EnricherTester.ofEnricher(environment ->
            Enricher.each(
                environment,
                (event, documents) ->
                    Verdict.emit(Json.object().set("found", documents.find("docs", "a")))))
        .variable("LOOKUP_DOCS", "dynamodb:docs#key=id")
        .run("{}")
        .expectReturned(
            "look-up docs did not answer for 1 key: the test does not answer it;"
                + " add .lookup(\"docs\", ...)");
  }

  @Test
  void keepsItsFunctionForRunsThatFollow() {
    AtomicInteger loads = new AtomicInteger();
    AtomicInteger calls = new AtomicInteger();
    EnricherTester tester =
        EnricherTester.ofEnricher(
                environment -> {
                  loads.incrementAndGet();
                  return SORTS;
                })
            .lookup(
                "docs",
                (keys, invocation) -> {
                  calls.incrementAndGet();
                  return Map.of();
                });
    tester.run(event("emit"));
    tester.run(event("drop"));
    assertThat(loads).hasValue(1);
    tester.variable("PIPE", "OrderPipe").run(event("emit"));
    assertThat(loads).hasValue(2);
  }

  @Test
  void givesTheSameTimeAndIdsInEachRun() throws IOException {
    Path file = folder.resolve("t.jslt");
    Files.writeString(file, "{\"now\": format-time(now(), \"yyyy\"), \"id\": uuid()}");
    EnricherTester tester = EnricherTester.ofTransform(file);
    String standard = "[{\"now\": \"2026\", \"id\": \"00000000-0000-4000-8000-000000000001\"}]";

    tester.run("{}").expectEvents(standard);
    tester.run("{}").expectEvents(standard);
    tester
        .clock(InstantSource.fixed(Instant.parse("2031-05-06T07:08:09Z")))
        .run("{}")
        .expectEvents("[{\"now\": \"2031\", \"id\": {\"$expect\": {\"type\": \"string\"}}}]");
  }

  @Test
  void letsTheTimeRunDown() {
    Enricher asks =
        (batch, invocation) -> {
          long left = invocation.context().orElseThrow().getRemainingTimeInMillis();
          return batch.events().stream()
              .map(event -> Verdict.emit(Json.object().put("left", left)))
              .toList();
        };
    long left =
        EnricherTester.ofEnricher(asks)
            .deadline(Duration.ofSeconds(5))
            .run("{}")
            .event()
            .path("left")
            .asLong();
    assertThat(left).isBetween(1L, 5_000L);
  }

  @Test
  void givesARealContext() {
    Enricher asks =
        (batch, invocation) -> {
          var context = invocation.context().orElseThrow();
          context.getLogger().log("hello");
          return List.of(
              Verdict.emit(
                  Json.object()
                      .put("name", context.getFunctionName())
                      .put("request", context.getAwsRequestId())
                      .put("memory", context.getMemoryLimitInMB())));
        };
    EnricherRun run =
        EnricherTester.ofEnricher(asks).variable("AWS_LAMBDA_FUNCTION_NAME", "mine").run("{}");

    run.expectEvents(
        """
        [{"name": "mine", "request": "00000000-0000-0000-0000-000000000000", "memory": 1024}]
        """);
    assertThat(run.log()).startsWith("hello");
  }

  @Test
  void runsTheFunctionOfAPipeAsTheTemplateSetsItUp() {
    EnricherRun run =
        EnricherTester.ofPipe(Path.of("pipes/template.yaml"), "OrderPipe")
            .lookup("customers", Path.of("fixtures/OrderPipe/lookups/customers.json"))
            .lookup("products", Path.of("fixtures/OrderPipe/lookups/products.json"))
            .run(
                Path.of("fixtures/OrderPipe/hydrates-the-customer-and-each-product/1-source.json"));

    assertThat(run.event().has("customer")).isTrue();
    assertThat(run.lookups())
        .extracting(EnricherRun.LookupRound::lookup)
        .contains("customers", "products");
    assertThat(run.log()).anyMatch(line -> line.contains("\"pipe\":\"OrderPipe\""));
  }

  @Test
  void holdsEachRunOfManyThreadsToItsOwnBatch() {
    EnricherTester tester = EnricherTester.ofEnricher(SORTS);
    List<EnricherRun> runs =
        IntStream.range(0, 400)
            .parallel()
            .mapToObj(n -> tester.run("{\"do\": \"emit\", \"n\": " + n + "}", event("drop")))
            .toList();
    for (int n = 0; n < runs.size(); n++) {
      assertThat(runs.get(n).event().path("n").asInt()).isEqualTo(n);
      assertThat(runs.get(n).verdicts()).hasSize(2);
      assertThat(runs.get(n).metric("Received")).isEqualTo(2);
    }
  }

  @Test
  void refusesAClassThatItCannotMake() {
    assertThatThrownBy(() -> EnricherTester.of(Unfinished.class))
        .hasMessage(Unfinished.class.getName() + " is abstract; name a concrete class");
    assertThatThrownBy(() -> EnricherTester.of(WithoutEnvironment.class))
        .hasMessage(
            WithoutEnvironment.class.getName()
                + " has no constructor with an Environment as its only parameter; add one next to"
                + " the one for Lambda");
    EnricherTester wrong = EnricherTester.of(Sorter.class).variable("MAX_RECEIVES", "often");
    assertThatThrownBy(() -> wrong.run("{}"))
        .hasMessage("environment variable MAX_RECEIVES: is 'often'; write a whole number above 0");
    assertThatThrownBy(() -> wrong.run("{"))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith("the event:1:2: is not JSON: ");
  }

  @Test
  void saysWhatDiffers() {
    EnricherRun run = EnricherTester.ofEnricher(SORTS).run(event("emit"), event("drop"));

    assertThatThrownBy(() -> run.expectEvents("[{\"n\": 8}]"))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            """
            the emitted events are not as expected
              $[0].n: expected 8, was 7
              event 1: the enricher emits an event
              event 2: the enricher drops it: not ours\
            """);
    assertThatThrownBy(
            () -> run.expectVerdicts(Verdict.emit(json("{\"n\": 7}")), new Verdict.Retry("late")))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            """
            the verdicts are not as expected
              event 2: expected retries it: late, was drops it: not ours\
            """);
    assertThatThrownBy(() -> run.expectVerdicts(Verdict.emit(json("{\"n\": 7}"))))
        .hasMessage(
            """
            the verdicts are not as expected
              event 2: expected no verdict, was drops it: not ours\
            """);
    assertThatThrownBy(() -> run.expectReturned("busy"))
        .hasMessage(
            """
            expected the batch to return: busy
              event 1: the enricher emits an event
              event 2: the enricher drops it: not ours\
            """);
    EnricherRun dropped = EnricherTester.ofEnricher(SORTS).run(event("drop"));
    assertThatThrownBy(dropped::event)
        .hasMessage(
            """
            expected one emitted event, was 0
              event 1: the enricher drops it: not ours\
            """);
    assertThatThrownBy(() -> run.verdict()).hasMessageStartingWith("expected one verdict, was 2");
    assertThatThrownBy(() -> run.metric("Lost"))
        .hasMessageStartingWith("there is no metric 'Lost'; there are Received, Emitted, ");
  }

  private static JsonNode json(String text) {
    return GivenJson.parse("a test's text", text);
  }
}
