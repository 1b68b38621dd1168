package io.github.standpipe.internal.deployed;

import io.github.standpipe.json.Fault;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Changes pipes and waits for the result.
 *
 * @param progress receives the pipe's name and each state that is observed
 */
public record Deployment(
    DeployedPipes pipes, Duration timeout, BiConsumer<String, String> progress) {

  /**
   * Applies a plan, and waits.
   *
   * @throws Fault if the pipe was changed since it was read, AWS rejects the change, or it takes
   *     too long
   */
  public DeployedPipe run(DeploymentPlan plan) {
    if (plan.before().isEmpty()) {
      pipes.create(plan.after());
      return settled(plan.name());
    }
    refuseChanged(plan.before().get());
    if (plan.changesPipe()) {
      pipes.update(plan.name(), plan.after());
    }
    tag(plan, plan.before().get());
    return settled(plan.name());
  }

  /** before the wait, which may end early */
  private void tag(DeploymentPlan plan, DeployedPipe pipe) {
    try {
      pipes.tag(pipe, plan.tags(), plan.untagged());
    } catch (Fault e) {
      throw plan.changesPipe()
          ? new Fault(
              e.getMessage()
                  + "; the update was sent and continues, but its tags are not set yet: deploy"
                  + " again")
          : e;
    }
  }

  private void refuseChanged(DeployedPipe before) {
    DeployedPipe now = pipes.describe(before.name());
    if (!now.modified().equals(before.modified())) {
      throw new Fault(
          before.name(), "it was changed by someone else in the meantime; check it and try again");
    }
  }

  /** Starts a pipe, and waits. */
  public DeployedPipe start(String name) {
    pipes.start(name);
    return settled(name, seen -> seen.hasFailed() || seen.state().equals("RUNNING"));
  }

  /** Stops a pipe, and waits. */
  public DeployedPipe stop(String name) {
    pipes.stop(name);
    return settled(name, seen -> seen.hasFailed() || seen.state().equals("STOPPED"));
  }

  /** Deletes a pipe, and waits; returns the pipe if that failed. */
  public Optional<DeployedPipe> delete(String name) {
    pipes.delete(name);
    return new StatePolling(timeout)
        .until(
            () -> report(name, pipes.find(name)),
            seen -> seen.map(DeployedPipe::hasFailed).orElse(true),
            seen -> late(name, seen.map(DeployedPipe::state).orElse("DELETING")));
  }

  private DeployedPipe settled(String name) {
    return settled(name, seen -> !seen.isInBetween());
  }

  private DeployedPipe settled(String name, Predicate<DeployedPipe> done) {
    return new StatePolling(timeout)
        .until(
            () -> report(name, Optional.of(pipes.describe(name))).orElseThrow(),
            done,
            seen -> late(name, seen.state()));
  }

  private Optional<DeployedPipe> report(String name, Optional<DeployedPipe> pipe) {
    pipe.ifPresent(seen -> progress.accept(name, seen.state()));
    return pipe;
  }

  private Fault late(String name, String state) {
    return new Fault(
        name,
        "is still "
            + state
            + " after "
            + timeout.toSeconds()
            + " s; it continues by itself: standpipe status "
            + name
            + " shows how it ends");
  }
}
