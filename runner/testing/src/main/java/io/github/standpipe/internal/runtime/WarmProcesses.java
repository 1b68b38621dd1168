package io.github.standpipe.internal.runtime;

import io.github.standpipe.json.Fault;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Keeps processes between calls, as Lambda keeps its environments: a call takes an idle process of
 * its function, or starts one. So there are at most as many as there are concurrent calls.
 */
public final class WarmProcesses {
  private static final int MOST_IDLE = Math.max(32, 4 * Runtime.getRuntime().availableProcessors());

  // Kept until this process ends: a function is loaded anew for each case that has look-ups
  private static final WarmProcesses ALL = new WarmProcesses();

  private final Deque<FunctionProcess> idle = new ArrayDeque<>();
  private final Set<FunctionProcess> alive = ConcurrentHashMap.newKeySet();
  private int generation;
  private boolean ends;

  private WarmProcesses() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "standpipe-functions"));
  }

  /**
   * Calls a function.
   *
   * @param log takes what the process prints, line by line
   * @return what the handler answers, JSON in UTF-8
   * @throws FunctionError if it fails, does not answer in time, or ends
   * @throws Fault if no process can be started
   */
  public static byte[] call(FunctionLaunch launch, RuntimeCall call, Consumer<String> log)
      throws InterruptedException {
    return ALL.answer(launch, call, log);
  }

  /** Ends all idle processes now and the others after their calls, so that new code is loaded. */
  public static void restart() {
    ALL.removed().forEach(ALL::end);
  }

  /** The ids of the processes that run. */
  static List<Long> pids() {
    return ALL.alive.stream().map(FunctionProcess::pid).toList();
  }

  private byte[] answer(FunctionLaunch launch, RuntimeCall call, Consumer<String> log)
      throws InterruptedException {
    int before = generation();
    FunctionProcess process = ready(launch, call);
    boolean isUsable = false;
    try {
      byte[] answer = process.call(call, log);
      isUsable = true;
      return answer;
    } catch (FunctionError e) {
      isUsable = process.isAlive();
      throw e;
    } finally {
      if (isUsable) {
        keep(process, before);
      } else {
        end(process);
      }
    }
  }

  private FunctionProcess ready(FunctionLaunch launch, RuntimeCall call)
      throws InterruptedException {
    for (Optional<FunctionProcess> warm = idle(launch); warm.isPresent(); warm = idle(launch)) {
      if (isReady(warm.get(), call).isEmpty()) {
        return warm.get();
      }
    }
    FunctionProcess started = started(launch);
    Optional<Fault> fault = isReady(started, call);
    if (fault.isPresent()) {
      throw fault.get();
    }
    return started;
  }

  private Optional<Fault> isReady(FunctionProcess process, RuntimeCall call)
      throws InterruptedException {
    boolean isDecided = false;
    try {
      Optional<Fault> fault = process.notReady(call);
      isDecided = fault.isEmpty();
      return fault;
    } finally {
      if (!isDecided) {
        end(process);
      }
    }
  }

  private FunctionProcess started(FunctionLaunch launch) {
    FunctionProcess process = FunctionProcess.start(launch);
    alive.add(process);
    if (ends()) {
      end(process);
    }
    return process;
  }

  private synchronized boolean ends() {
    return ends;
  }

  private synchronized int generation() {
    return generation;
  }

  /** The one that was used last, so that a thread that is alone stays with its process. */
  private synchronized Optional<FunctionProcess> idle(FunctionLaunch launch) {
    for (Iterator<FunctionProcess> all = idle.iterator(); all.hasNext(); ) {
      FunctionProcess one = all.next();
      if (one.launch().equals(launch)) {
        all.remove();
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }

  private void keep(FunctionProcess process, int of) {
    Optional<FunctionProcess> surplus;
    synchronized (this) {
      if (of == generation) {
        idle.addFirst(process);
        surplus = idle.size() > MOST_IDLE ? Optional.of(idle.removeLast()) : Optional.empty();
      } else {
        surplus = Optional.of(process);
      }
    }
    surplus.ifPresent(this::end);
  }

  private synchronized List<FunctionProcess> removed() {
    generation++;
    List<FunctionProcess> all = List.copyOf(idle);
    idle.clear();
    return all;
  }

  private void end(FunctionProcess process) {
    process.close();
    alive.remove(process);
  }

  private void end() {
    synchronized (this) {
      ends = true;
    }
    alive.forEach(FunctionProcess::close);
  }
}
