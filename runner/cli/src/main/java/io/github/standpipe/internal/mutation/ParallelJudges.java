package io.github.standpipe.internal.mutation;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Judges mutants on several threads; the results do not depend on their number. */
record ParallelJudges(int threads) {

  /** Judges each mutant in its time, and reports it as soon as it and all before it are judged. */
  void run(List<Mutant> mutants, MutantJudge judge, BiConsumer<Mutant, Judgement> each) {
    run(mutants, judge::limit, judge::judge, each);
  }

  void run(
      List<Mutant> mutants,
      Function<Mutant, Duration> limit,
      Function<Mutant, Judgement> judge,
      BiConsumer<Mutant, Judgement> each) {
    ExecutorService slots = pool(threads, "judge-");
    ExecutorService runs = Executors.newCachedThreadPool(daemons("mutant-"));
    try {
      List<Future<Judgement>> started =
          mutants.stream()
              .map(one -> slots.submit(() -> inTime(one, limit.apply(one), judge, runs)))
              .toList();
      for (int i = 0; i < mutants.size(); i++) {
        each.accept(mutants.get(i), result(started.get(i)));
      }
    } finally {
      slots.shutdownNow();
      runs.shutdownNow();
    }
  }

  /** A run that is over its time is left to the limits of what it runs in. */
  private static Judgement inTime(
      Mutant mutant, Duration limit, Function<Mutant, Judgement> judge, ExecutorService runs) {
    Future<Judgement> run = runs.submit(() -> judge.apply(mutant));
    try {
      return run.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      run.cancel(true);
      return new Judgement.OverTime();
    } catch (InterruptedException | ExecutionException e) {
      throw failure(e);
    }
  }

  private static Judgement result(Future<Judgement> started) {
    try {
      return started.get();
    } catch (InterruptedException | ExecutionException e) {
      throw failure(e);
    }
  }

  private static RuntimeException failure(Exception e) {
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    return e.getCause() instanceof RuntimeException thrown
        ? thrown
        : new IllegalStateException("interrupted between two mutants", e);
  }

  private static ExecutorService pool(int threads, String name) {
    return Executors.newFixedThreadPool(threads, daemons(name));
  }

  private static ThreadFactory daemons(String name) {
    return Thread.ofPlatform().daemon().name(name, 1).factory();
  }
}
