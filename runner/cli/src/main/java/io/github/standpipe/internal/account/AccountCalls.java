package io.github.standpipe.internal.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.local.SignedHttp;
import io.github.standpipe.internal.local.SignedHttp.Incoming;
import io.github.standpipe.internal.local.SignedHttp.Outgoing;
import io.github.standpipe.internal.signed.Backoff;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.json.Printable;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Asks the services: a few calls at a time, again after a throttled one, page by page. What is
 * denied or fails is listed, and ends nothing; only credentials that are of no use do.
 */
final class AccountCalls implements AutoCloseable {
  private static final int AT_A_TIME = 8;
  private static final int LONGEST_CAUSE = 200;
  private static final int MOST_TRIES = 10;
  private static final int MOST_BROKEN = 3;
  private static final int MOST_PAGES = 10_000;
  private static final long TOLERATED_MILLIS = 4 * 60_000;
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(8));

  private final SignedHttp http;
  private final String region;
  private final AccountNotices notices;
  private final AccountProgress progress;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().name("account-", 0).factory());
  private volatile long aheadMillis;

  AccountCalls(SignedHttp http, String region, AccountNotices notices, AccountProgress progress) {
    this.http = http;
    this.region = region;
    this.notices = notices;
    this.progress = progress;
  }

  /**
   * Items of all pages.
   *
   * @param whole false if some of them could not be read
   */
  record Listing(List<JsonNode> items, boolean whole) {}

  /** Makes one call with members. */
  AccountAnswer call(AccountAction action, String subject, ObjectNode members) {
    return send(action, subject, ApiProtocol.request(action, members));
  }

  /** Makes one call that is a path and parameters. */
  AccountAnswer get(AccountAction action, String subject, String path, Map<String, String> query) {
    return send(action, subject, ApiProtocol.get(path, query));
  }

  /**
   * Reads all pages.
   *
   * @param page asks for one, given the token of the page before; empty for the first
   * @param items the member with the items
   * @param token the member with the token of the next page
   */
  static Listing list(Function<Optional<String>, AccountAnswer> page, String items, String token) {
    List<JsonNode> all = new ArrayList<>();
    Set<String> tokens = new HashSet<>();
    Optional<String> next = Optional.empty();
    while (tokens.size() < MOST_PAGES) {
      Optional<JsonNode> answer = page.apply(next).found();
      if (answer.isEmpty()) {
        return new Listing(all, false);
      }
      answer.get().path(items).forEach(all::add);
      next = Optional.of(answer.get().path(token).asText("")).filter(one -> !one.isEmpty());
      if (next.isEmpty()) {
        return new Listing(all, true);
      }
      if (!tokens.add(next.get())) {
        break; // a server that repeats its pages never ends
      }
    }
    return new Listing(all, false);
  }

  /** Reads all pages of a call with members. */
  Listing list(
      AccountAction action, String subject, ObjectNode members, String items, String token) {
    String name = action.service() == AccountService.IAM ? "Marker" : "NextToken";
    return list(
        next -> {
          ObjectNode asked = members.deepCopy();
          next.ifPresent(one -> asked.put(requestToken(action, name), one));
          return call(action, subject, asked);
        },
        items,
        token);
  }

  private static String requestToken(AccountAction action, String name) {
    return action.service() == AccountService.LOGS ? "nextToken" : name;
  }

  /** Applies something to each, a few at a time; the results are in the order of the items. */
  <T, R> List<R> each(String nouns, Collection<T> items, Function<T, R> reading) {
    AtomicInteger done = new AtomicInteger();
    List<Future<R>> futures = new ArrayList<>();
    for (T item : items) {
      futures.add(
          threads.submit(() -> {
            R result = reading.apply(item);
            progress.read(done.incrementAndGet(), items.size(), nouns);
            return result;
          }));
    }
    try {
      List<R> results = new ArrayList<>();
      for (Future<R> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Fault("the reading of the account was interrupted");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } finally {
      futures.forEach(future -> future.cancel(true));
    }
  }

  private AccountAnswer send(AccountAction action, String subject, Outgoing request) {
    int broken = 0;
    String why = "";
    for (int tries = 1; tries <= MOST_TRIES; tries++) {
      try {
        Incoming answer = http.send(action.service().endpoint(), request, ahead());
        if (answer.status() < 300) {
          return new AccountAnswer.Found(ApiProtocol.of(action.service()).read(answer.body()));
        }
        ApiRefusal refusal = ApiRefusal.of(answer, action);
        if (!isRepeatable(refusal, answer)) {
          return unusable(action, subject, refusal);
        }
        why = "AWS throttles " + action.permission() + " (" + refusal.shown() + "); try again";
      } catch (UnknownHostException e) {
        return unreachable(action);
      } catch (IOException e) {
        why = action.permission() + " cannot be called: " + cause(e);
        if (++broken == MOST_BROKEN) {
          break;
        }
      }
      pause(tries, subject);
    }
    notices.failed(action, why);
    return new AccountAnswer.Closed();
  }

  private static String cause(IOException e) {
    return e.getMessage() == null
        ? e.getClass().getSimpleName()
        : Printable.shortened(e.getMessage(), LONGEST_CAUSE);
  }

  private AccountAnswer unreachable(AccountAction action) {
    String server = action.service().endpoint().prefix();
    notices.failed(
        action,
        action.service().isRegional()
            ? "the service " + server + " is not reachable in " + region
            : "the server of " + server + " is not found; check the network");
    return new AccountAnswer.Closed();
  }

  private AccountAnswer unusable(AccountAction action, String subject, ApiRefusal refusal) {
    if (refusal.isMissing() && !subject.isEmpty()) {
      return new AccountAnswer.Missing();
    }
    if (refusal.isOfTheKeys() || refusal.isOfTheClock()) {
      throw new Fault(
          action.permission(),
          refusal.isExpired()
              ? "the AWS credentials have expired; log in again"
              : "AWS does not accept the credentials ("
                  + refusal.shown()
                  + "); check AWS_PROFILE, the keys and the clock");
    }
    if (refusal.isDenied()) {
      notices.denied(action, subject);
    } else {
      notices.failed(action, action.permission() + " was refused (" + refusal.shown() + ")");
    }
    return new AccountAnswer.Closed();
  }

  private boolean isRepeatable(ApiRefusal refusal, Incoming answer) {
    return refusal.isPassing() || refusal.isOfTheClock() && takesClockOf(answer);
  }

  /** Takes the server's clock if this machine's is wrong by more than signatures bear. */
  private boolean takesClockOf(Incoming answer) {
    try {
      String date = answer.headers().getOrDefault("Date", "");
      Instant there = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      long ahead = Duration.between(Instant.now(), there).toMillis();
      boolean isOff = Math.abs(ahead - aheadMillis) > TOLERATED_MILLIS;
      aheadMillis = isOff ? ahead : aheadMillis;
      return isOff;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private Duration ahead() {
    return Duration.ofMillis(aheadMillis);
  }

  /** Callers that were throttled together do not come back together. */
  private static void pause(int tries, String subject) {
    double part = 0.5 + Math.floorMod(subject.hashCode() * 31 + tries, 100) / 200.0;
    try {
      Thread.sleep((long) (BACKOFF.pause(tries).toMillis() * part));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Fault("the reading of the account was interrupted");
    }
  }

  /** Why the first thing could not be read. */
  String why() {
    return notices.all().stream().findFirst().map(NotChecked::why).orElse("AWS gave no reason");
  }

  /** Members of a request. */
  static ObjectNode members(String... namesAndValues) {
    ObjectNode members = Json.object();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      members.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return members;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
