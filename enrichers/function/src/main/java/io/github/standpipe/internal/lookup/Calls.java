package io.github.standpipe.internal.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.standpipe.enrich.Deadline;
import io.github.standpipe.enrich.Invocation;
import io.github.standpipe.enrich.Lookup;
import io.github.standpipe.enrich.UnfinishedLookupException;
import io.github.standpipe.json.Fault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A look-up made of calls: as few as the keys allow, in parallel, each retried if necessary.
 *
 * <p>A key that the service cannot answer, although it answers others, is {@linkplain
 * Lookup#unusable unusable} for the events that asked for it. If it answers none, a key that it has
 * answered before shows whether it answers at all.
 */
final class Calls implements Lookup {
  /** How many keys show whether a service still answers. */
  private static final int WITNESSES = 16;

  private static final int SUSPECTS = 10_000;

  private final LookupCall call;
  private final Limits limits;
  private final KeyParts parts;
  private volatile List<String> answered = List.of();

  /** Keys of calls that used up the time; one of them may be why, so each is asked for alone. */
  private final Set<String> suspects = ConcurrentHashMap.newKeySet();

  Calls(LookupCall call, Limits limits) {
    this.call = call;
    this.limits = limits;
    this.parts = new KeyParts(call);
  }

  @Override
  public Map<String, JsonNode> find(Set<String> keys, Invocation invocation) {
    Map<String, JsonNode> found = new HashMap<>();
    List<String> open = new ArrayList<>();
    for (String key : keys) {
      Optional<JsonNode> known = withoutAsking(key);
      known.filter(document -> !document.isMissingNode()).ifPresent(d -> found.put(key, d));
      if (known.isEmpty()) {
        open.add(key);
      }
    }
    found.putAll(parts.misfits(keys));
    if (!open.isEmpty()) {
      found.putAll(search(open, invocation));
    }
    return found;
  }

  private Optional<JsonNode> withoutAsking(String key) {
    return isText(key) ? call.withoutAsking(key) : Optional.of(MissingNode.getInstance());
  }

  /** A lone surrogate cannot be sent to any service, so it finds nothing. */
  private static boolean isText(String key) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(key);
  }

  private Map<String, JsonNode> search(List<String> keys, Invocation invocation) {
    SearchProgress progress = new SearchProgress(keys);
    Deadline deadline = limits.deadline(invocation.deadline());
    try {
      new Search(call, limits, deadline, invocation.figures(), progress).run(chunks(keys));
    } catch (Fault e) {
      throw unfinished(e, progress);
    } finally {
      remember(progress.answeredKeys(WITNESSES));
      suspect(progress.suspects());
    }
    progress
        .failuresOfAllLeft()
        .filter(failures -> areOfTheirKeys(failures, progress, invocation))
        .orElseThrow(() -> unfinished(fault(progress), progress))
        .forEach((key, failure) -> progress.found().put(key, unusable(failure, progress)));
    return progress.found();
  }

  private void remember(List<String> keys) {
    if (!keys.isEmpty()) {
      answered = keys;
    }
  }

  private void suspect(Set<String> keys) {
    if (suspects.size() + keys.size() > SUSPECTS) {
      suspects.clear(); // they are of batches that never came again
    }
    suspects.addAll(keys);
  }

  private List<List<String>> chunks(List<String> all) {
    List<List<String>> chunks = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    for (String key : all) {
      if (suspects.remove(key)) {
        chunks.add(List.of(key));
      } else {
        keys.add(key);
      }
    }
    for (int from = 0; from < keys.size(); from += limits.keys()) {
      chunks.add(keys.subList(from, Math.min(keys.size(), from + limits.keys())));
    }
    return chunks;
  }

  /** Whether the service answers other keys, so that these failures are not its own. */
  private boolean areOfTheirKeys(
      Map<String, KeyFailure> failures, SearchProgress progress, Invocation invocation) {
    int answers = progress.answers();
    boolean overloaded = failures.values().stream().anyMatch(KeyFailure::overloaded);
    boolean areFew = progress.isOver() || failures.size() <= Math.max(WITNESSES, answers);
    return failures.isEmpty() || areFew && (answers > 0 && !overloaded || answersNow(invocation));
  }

  /** Asks once for keys that the service has answered before, and wants most of them answered. */
  private boolean answersNow(Invocation invocation) {
    List<String> known = answered;
    SearchProgress progress = new SearchProgress(known);
    Deadline deadline = invocation.deadline().atMost(limits.timeout());
    try {
      new Search(call, limits.once(), deadline, invocation.figures(), progress).run(chunks(known));
    } catch (Fault e) {
      return false;
    }
    return !known.isEmpty() && progress.answers() * 4 >= known.size() * 3;
  }

  private static JsonNode unusable(KeyFailure failure, SearchProgress progress) {
    int answers = progress.answers();
    String others =
        answers > 0
            ? "it answered " + answers + " of " + progress.all() + " keys"
            : "it answered another key";
    return Lookup.unusable(failure.describe() + "; " + others);
  }

  private static Fault fault(SearchProgress progress) {
    UnansweredKeys unanswered = progress.unanswered();
    Optional<KeyFailure> first = progress.isOver() ? progress.firstFailure() : Optional.empty();
    if (first.isEmpty()) {
      return unanswered.timeIsUp();
    }
    KeyFailure failure = first.get();
    return failure.tries() == 0
        ? new Fault(failure.reason())
        : new UnansweredKeys(unanswered.left(), failure.reason()).after(failure.tries());
  }

  private static UnfinishedLookupException unfinished(Fault why, SearchProgress progress) {
    return new UnfinishedLookupException(
        String.valueOf(why.getMessage()), progress.found(), progress.missing());
  }
}
