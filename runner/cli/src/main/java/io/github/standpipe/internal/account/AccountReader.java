package io.github.standpipe.internal.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.account.Wanted.Sort;
import io.github.standpipe.internal.local.SignedHttp;
import io.github.standpipe.json.Fault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the pipes of one account and region, and everything that they lead to. */
public final class AccountReader {
  private AccountReader() {}

  /**
   * Reads; a pipe that is deleted meanwhile is left out.
   *
   * @param http signs and sends the calls
   * @param region the region of the calls
   * @param selection the pipes
   * @param progress hears how far the reading is
   * @throws Fault if the pipes cannot be listed, or the credentials are of no use
   */
  public static AccountPicture read(
      SignedHttp http, String region, PipeSelection selection, AccountProgress progress) {
    AccountNotices notices = new AccountNotices();
    try (AccountCalls calls = new AccountCalls(http, region, notices, progress)) {
      List<JsonNode> pipes = new PipesOfAccount(calls, selection).read();
      Optional<AccountScan> scan =
          pipes.stream()
              .findFirst()
              .map(first ->
                  AccountScan.of(calls, notices, AccountHome.of(first.path("Arn").asText())));
      scan.ifPresent(one -> collect(one, pipes));
      return AccountPicture.of(region, pipes, scan, notices.all());
    }
  }

  private static void collect(AccountScan scan, List<JsonNode> pipes) {
    KeysOfAccount keys = new KeysOfAccount(scan);
    QueuesOfAccount queues = new QueuesOfAccount(scan, keys);
    Set<String> sources = new HashSet<>();
    for (JsonNode pipe : pipes) {
      pipe(scan, keys, pipe);
      sources.add(pipe.path("Source").asText());
    }
    sources.removeIf(arn -> !arn.contains(":sqs:") || !scan.home().has(arn));
    Readers readers = new Readers(scan, keys, queues);
    readers.readAll();
    new FeedersOfAccount(scan, queues).read(sources);
    readers.readAll();
    readers.watchers().alarms();
    pipes.forEach(pipe -> names(pipe).forEach(arn -> bus(scan, arn)));
  }

  /** The policy of a bus that is not read may allow anything. */
  private static void bus(AccountScan scan, String arn) {
    if (arn.contains(":event-bus") && !scan.tree().arns().containsValue(arn)) {
      scan.tree().unknownPolicy(arn);
    }
  }

  private static void pipe(AccountScan scan, KeysOfAccount keys, JsonNode pipe) {
    ObjectNode properties = PipesOfAccount.properties(pipe);
    String name = pipe.path("Name").asText();
    keys.of(properties, "KmsKeyIdentifier");
    scan.tree().add("AWS::Pipes::Pipe", "pipe", name, pipe.path("Arn").asText(), properties);
    names(pipe).forEach(scan.wanted()::add);
  }

  /** The ARNs that a pipe names. */
  static List<String> names(JsonNode pipe) {
    List<String> names = new ArrayList<>();
    for (String key : List.of("Source", "Enrichment", "Target", "RoleArn")) {
      names.add(pipe.path(key).asText(""));
    }
    JsonNode logs = pipe.path("LogConfiguration").path("CloudwatchLogsLogDestination");
    names.add(logs.path("LogGroupArn").asText(""));
    pipe.path("SourceParameters")
        .forEach(one -> names.add(one.path("DeadLetterConfig").path("Arn").asText("")));
    names.removeIf(String::isEmpty);
    return names;
  }

  /** The readers of what is named by ARN. */
  private record Readers(
      AccountScan scan,
      QueuesOfAccount queues,
      FunctionsOfAccount functions,
      MachinesOfAccount machines,
      RolesOfAccount roles,
      WatchersOfAccount watchers) {
    Readers(AccountScan scan, KeysOfAccount keys, QueuesOfAccount queues) {
      this(
          scan,
          queues,
          new FunctionsOfAccount(scan),
          new MachinesOfAccount(scan),
          new RolesOfAccount(scan),
          new WatchersOfAccount(scan, keys));
    }

    /** Reads what is wanted, and what that wants, until nothing is. */
    void readAll() {
      Wanted wanted = scan.wanted();
      while (!wanted.isEmpty()) {
        queues.read(wanted.take(Sort.QUEUE));
        functions.read(wanted.take(Sort.FUNCTION));
        machines.read(wanted.take(Sort.MACHINE));
        roles.read(wanted.take(Sort.ROLE));
        roles.readPolicies(wanted.take(Sort.POLICY));
        watchers.topics(wanted.take(Sort.TOPIC));
        watchers.groups(wanted.take(Sort.GROUP));
        wanted.take(Sort.KEY);
        wanted.take(Sort.OTHER).forEach(this::other);
      }
    }

    /** The policy of what is not read may allow anything. */
    private void other(String arn) {
      if (!arn.contains(":event-bus")) {
        scan.tree().unknownPolicy(arn);
      }
    }
  }
}
