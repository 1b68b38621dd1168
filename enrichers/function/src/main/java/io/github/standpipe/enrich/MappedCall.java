package io.github.standpipe.enrich;

import io.github.standpipe.json.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One call of the function by an event source mapping, which takes back single messages. The
 * messages of a FIFO group are worked on one after another: the first of each group as one batch,
 * then the next of each, and nothing of a group after a message that returns.
 */
final class MappedCall {
  private static final String BEHIND = "a message before it in its group returns";
  private static final String TIME = "the invocation's time is up";

  private final Policy policy;
  private final Invocation invocation;
  private final BatchSteps steps;
  private final List<Item> items;
  private final List<List<Item>> rounds = new ArrayList<>();
  private final Map<String, List<Item>> groups = new HashMap<>();
  private final Set<String> stopped = new HashSet<>();
  private final List<Item> inVain = new ArrayList<>();

  MappedCall(Contract contract, List<Item> items, Invocation invocation) {
    this.policy = contract.policy(invocation);
    this.invocation = invocation.mapped();
    this.steps = new BatchSteps(contract, this.invocation);
    this.items = items;
    for (Item item : items) {
      int round = 0;
      if (item.isFifo()) {
        List<Item> group = groups.computeIfAbsent(item.group(), name -> new ArrayList<>());
        round = group.size();
        group.add(item);
      }
      if (round == rounds.size()) {
        rounds.add(new ArrayList<>());
      }
      rounds.get(round).add(item);
    }
  }

  /**
   * Returns the messages that return.
   *
   * @throws Fault if all return for a reason that concerns none of them
   */
  byte[] answer() {
    for (int round = 0; round < rounds.size(); round++) {
      List<Item> going = going(rounds.get(round));
      if (round == 0) {
        first(going);
      } else if (!going.isEmpty()) {
        later(going);
      }
    }
    policy.memory().add(inVain);
    List<Item> returned = BatchSteps.judged(items, Verdict.Retry.class);
    Set<Item> returning = new HashSet<>(returned);
    policy.memory().forget(items.stream().filter(item -> !returning.contains(item)).toList());
    return FunctionAnswer.failures(returned);
  }

  /** The messages of a round whose group was not stopped; the others return. */
  private List<Item> going(List<Item> round) {
    List<Item> going = new ArrayList<>(round.size());
    for (Item item : round) {
      if (item.isFifo() && stopped.contains(item.group())) {
        giveBack(item, BEHIND);
      } else {
        going.add(item);
      }
    }
    return going;
  }

  private void first(List<Item> going) {
    boolean judged = false;
    try {
      steps.judge(going);
      judged = true;
    } finally {
      if (!judged) {
        policy.memory().add(items);
      }
    }
    settle(going);
  }

  /** What was done in earlier rounds stays done, whatever happens now. */
  private void later(List<Item> going) {
    if (invocation.deadline().remaining().isZero()) {
      stop(going, TIME);
      return;
    }
    try {
      steps.judge(going);
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
      stop(
          going,
          e instanceof Fault fault ? fault.getMessage() : "the function " + Verdicts.threw(e));
      return;
    }
    settle(going);
  }

  private void settle(List<Item> going) {
    going.stream().filter(item -> invocation.isLeftOver(item.verdict())).forEach(inVain::add);
    for (Item item : going) {
      policy.settle(item, behind(item));
    }
    inVain.addAll(steps.quarantine(going));
    for (Item item : going) {
      if (item.isRetried()) {
        stopped.add(item.group());
      }
    }
  }

  private List<Item> behind(Item item) {
    if (!item.isFifo()) {
      return List.of();
    }
    List<Item> group = groups.getOrDefault(item.group(), List.of());
    return group.subList(group.indexOf(item) + 1, group.size());
  }

  private void stop(List<Item> going, String why) {
    for (Item item : going) {
      giveBack(item, why);
      stopped.add(item.group());
    }
  }

  private void giveBack(Item item, String why) {
    item.judge(new Verdict.Retry(why));
    inVain.add(item);
  }
}
