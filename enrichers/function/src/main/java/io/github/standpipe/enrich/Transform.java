package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.standpipe.internal.jslt.NotFinite;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * An enricher written in JSLT, which may call {@code lookup(name, key)} anywhere.
 *
 * <p>The transform reads as if each document were at hand:
 *
 * <pre>{@code
 * let customer = lookup("customers", .detail.data.userId)
 * { "orderId": .detail.data.orderId, "customer": {"name": $customer.name} }
 * }</pre>
 *
 * It is evaluated for the whole batch; the keys that it requested and that are not yet known are
 * fetched, one call per look-up; and it is evaluated again, until a round requests nothing new.
 * Meanwhile a document that was not fetched yet is pending, and so is everything computed from it:
 * it decides no condition and becomes no key, and loops continue. So there are as many rounds as
 * look-ups that depend on one another. An unknown key gives {@code null}. The result decides what
 * goes on: an object is the rich event, an array holds one rich event per item, an empty array
 * drops the event, and anything else is a failure of that event. {@code drop(reason)}, {@code
 * quarantine(reason)} and {@code require(value, reason)} give the event another outcome. {@code
 * now()} and {@code uuid()} come from the environment. {@code record()} is the record that holds
 * the event, null if an input template rendered it.
 */
public final class Transform implements Enricher {
  private final JsltFile jslt;
  private final Rounds rounds;
  private final boolean mayBePending;

  private Transform(Path file, Environment environment) {
    Hydration hydration = new Hydration(environment);
    this.jslt =
        JsltFile.compile(
            file,
            hydration.functions(),
            LayerFiles.of(environment),
            OverflowReport.in(environment));
    hydration.ready();
    this.mayBePending = hydration.mayBePending() && jslt.pending().get().isPresent();
    this.rounds = new Rounds(hydration, String.valueOf(jslt.file()));
  }

  /**
   * The transform that the variable {@code TRANSFORM} names, a path in the environment's root. Its
   * look-ups are those of the {@code LOOKUP_<NAME>} variables; {@code MAX_LOOKUP_ROUNDS} (10),
   * {@code MAX_LOOKUP_KEYS} (100,000 at once) and {@code MAX_EVENT_LOOKUP_KEYS} (10,000) bound its
   * requests.
   *
   * @param environment the function's environment
   * @return the compiled transform
   * @throws Fault if a variable is missing or wrong, or the file does not compile
   */
  public static Transform in(Environment environment) {
    return new Transform(file(environment), environment);
  }

  private static Path file(Environment environment) {
    String name = environment.required("TRANSFORM", "a .jslt file of the layer, like order.jslt");
    return LayerFiles.of(environment).find("environment variable TRANSFORM", name);
  }

  @Override
  public List<Verdict> enrich(Batch batch, Invocation invocation) {
    return rounds.verdicts(batch, invocation, new Evaluator());
  }

  private final class Evaluator implements Rounds.Evaluator {
    @Override
    public Verdict evaluate(JsonNode event, BatchLookups lookups) {
      try {
        return mayBePending ? pending(lookups) : verdictOf(jslt.apply(lookups));
      } catch (VerdictException e) {
        return e.verdict();
      }
    }

    /** While an event waits for documents, no verdict counts. */
    private Verdict pending(BatchLookups lookups) {
      lookups.givePending();
      JsonNode result = jslt.applyPending(lookups, lookups::asked);
      return lookups.asked() ? new Verdict.Retry("its documents are pending") : verdictOf(result);
    }

    /** The failure with its place, which needs another evaluation. */
    @Override
    public Verdict explain(JsonNode event, Verdict.Fail fail, BatchLookups lookups) {
      if (JsltFile.isOverdue(fail.reason())) {
        return fail;
      }
      Optional<Failure> failure = jslt.located().failure(lookups, fail.reason());
      failure.ifPresent(located -> lookups.invocation().watch().failed(event, located));
      return failure.<Verdict>map(located -> new Verdict.Fail(located.reason())).orElse(fail);
    }
  }

  private Verdict verdictOf(@Nullable JsonNode result) {
    String notFinite = result == null ? null : NotFinite.in(result);
    if (notFinite != null) {
      return new Verdict.Fail(
          jslt.file()
              + ": gave a number at "
              + notFinite
              + " that is not finite; check the arithmetic");
    }
    if (result != null && result.isObject()) {
      return new Verdict.Emit(List.of(result));
    }
    if (result != null && result.isArray()) {
      List<JsonNode> events = StreamSupport.stream(result.spliterator(), false).toList();
      if (events.isEmpty()) {
        return new Verdict.Drop(jslt.file() + ": gave []");
      }
      if (events.stream().allMatch(JsonNode::isObject)) {
        return new Verdict.Emit(events);
      }
    }
    return new Verdict.Fail(
        jslt.file()
            + ": gave "
            + describe(result)
            + "; give an object, an array of objects, or [] to drop the event");
  }

  private static String describe(@Nullable JsonNode result) {
    if (result == null) {
      return "nothing";
    }
    for (JsonNode item : result.isArray() ? result : MissingNode.getInstance()) {
      if (!item.isObject()) {
        return "an array that holds " + Json.kind(item);
      }
    }
    return Json.kind(result);
  }
}
