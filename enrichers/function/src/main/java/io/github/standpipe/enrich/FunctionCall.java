package io.github.standpipe.enrich;

import io.github.standpipe.enrich.Figures.Figure;
import io.github.standpipe.json.Fault;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One call of the function by a pipe: each record gets a verdict, quarantined records are sent to
 * the quarantine, and the events of the others are the answer.
 */
final class FunctionCall {
  private static final int SHOWN = 3;

  private final Contract contract;
  private final Policy policy;
  private final Invocation invocation;
  private final BatchSteps steps;
  private final List<Item> items;

  /**
   * Whether the batch, if it returns now, does so for a reason that concerns none of its events.
   */
  private boolean inVain = true;

  FunctionCall(Contract contract, List<Item> items, Invocation invocation) {
    this.contract = contract;
    this.policy = contract.policy(invocation);
    this.invocation = invocation;
    this.steps = new BatchSteps(contract, invocation);
    this.items = items;
  }

  /**
   * Returns the answer.
   *
   * @throws Fault if the batch returns
   */
  byte[] answer() {
    try {
      steps.judge(items);
      byte[] answer = events();
      policy.memory().forget(items);
      return answer;
    } finally {
      if (inVain) {
        policy.memory().add(items);
      }
    }
  }

  private byte[] events() {
    inVain = false;
    settle();
    long start = System.nanoTime();
    byte[] answer = FunctionAnswer.events(items, contract.budget());
    invocation.figures().addSince(Figure.ANSWER_TIME, start);
    settle();
    inVain = true;
    steps.quarantine(items);
    refuseReturned();
    sendBack();
    refuseReturned();
    inVain = false;
    watchExits();
    return answer;
  }

  private void settle() {
    policy.settle(items);
    refuseReturned();
  }

  private void watchExits() {
    LookupObserver watch = invocation.watch();
    if (watch == LookupObserver.NONE) {
      return;
    }
    for (Item item : items) {
      if (item.isPutOff()) {
        watch.left(item.record(), LookupObserver.Exit.SENT_BACK);
      } else if (item.verdict() instanceof Verdict.Drop) {
        watch.left(item.record(), LookupObserver.Exit.DROPPED);
      } else if (item.verdict() instanceof Verdict.Quarantine) {
        watch.left(item.record(), LookupObserver.Exit.QUARANTINED);
      }
    }
  }

  /** Done last, because a record that returns with its batch must not be in the queue twice. */
  private void sendBack() {
    List<Item> putOff = items.stream().filter(Item::isPutOff).toList();
    try {
      contract.budget().sendBack(putOff, invocation);
    } catch (Fault e) {
      putOff.forEach(item ->
          item.judge(
              new Verdict.Retry(
                  "it does not fit into this answer and could not be sent back: "
                      + e.getMessage())));
    }
  }

  private void refuseReturned() {
    List<Item> returned = BatchSteps.judged(items, Verdict.Retry.class);
    if (!returned.isEmpty()) {
      throw new Fault(describe(returned));
    }
  }

  private String describe(List<Item> returned) {
    String some =
        returned.stream()
            .limit(SHOWN)
            .map(item -> item + ": " + Contract.reason(item))
            .collect(Collectors.joining("; "));
    int more = returned.size() - SHOWN;
    int all = items.size();
    String count = all == 1 ? "" : returned.size() + " of " + all + " records failed: ";
    return count + some + (more > 0 ? "; and " + more + " more" : "");
  }
}
