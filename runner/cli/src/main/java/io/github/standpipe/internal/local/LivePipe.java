package io.github.standpipe.internal.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Deadline;
import io.github.standpipe.enrich.LookupObserver;
import io.github.standpipe.enrich.Quarantine;
import io.github.standpipe.internal.fixture.DeskSurroundings;
import io.github.standpipe.internal.fixture.FixtureLookups;
import io.github.standpipe.internal.fixture.FunctionTarget;
import io.github.standpipe.internal.fixture.LiveMachine;
import io.github.standpipe.internal.fixture.OverflowWarnings;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.internal.host.LocalFunctions;
import io.github.standpipe.json.Fault;
import io.github.standpipe.pipe.Enrichment;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.Target;
import io.github.standpipe.pipe.Warning;
import io.github.standpipe.template.LambdaFunction;
import io.github.standpipe.template.MachineDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A pipe for a live run, with the system clock and random ids. Unless the project's look-ups are
 * live, the fixtures answer them: those of the subject and, while a case's messages run, that
 * case's own.
 */
public final class LivePipe {
  private final Project project;
  private final FixtureLookups shared;
  private final Pipe pipe;
  private final OverflowWarnings overflows = new OverflowWarnings();
  private volatile Quarantine quarantine = (envelopes, deadline) -> {};
  private volatile Quarantine machineQuarantine = (envelopes, deadline) -> {};
  private volatile LookupObserver watch = LookupObserver.NONE;
  private volatile LiveMachine.@Nullable Finding machine;
  private @Nullable LambdaFunction function;
  private @Nullable MachineDefinition enriching;
  private final String name;
  private final LiveAnswers answers;
  private final @Nullable LambdaFunction target;
  private volatile Enrichment.Function targetCode;
  private volatile Enrichment.Function loaded =
      request -> {
        throw new IllegalStateException("no function was loaded");
      };

  /**
   * The pipe of that name, with its function loaded.
   *
   * @throws Fault if the template does not hold the pipe, or its function cannot be loaded
   */
  public LivePipe(Project project, String name) {
    this.project = project;
    this.name = name;
    this.shared = FixtureLookups.in(project.fixtures().root().resolve(name));
    this.answers = new LiveAnswers(project, name);
    this.pipe =
        project.template().pipe(name).pipe(this::load, this::enriching).calling(answers::around);
    answers.require(pipe);
    this.target =
        pipe.target() instanceof Target.OfFunction
            ? project.template().pipe(name).targetFunction().orElse(null)
            : null;
    this.targetCode = loadTarget(shared);
  }

  public Pipe pipe() {
    return pipe;
  }

  /**
   * The machine behind it, which from now on follows the cases.
   *
   * @throws Fault for a file in {@code tasks/} that is not an answer
   */
  public LiveMachine.Finding machine() {
    LiveMachine.Finding found =
        LiveMachine.find(
            project,
            pipe.name(),
            (envelopes, deadline) -> machineQuarantine.take(envelopes, deadline));
    machine = found;
    return found;
  }

  /**
   * The function that is the target of the pipe, which from now on follows the cases.
   *
   * @throws Fault for a function that is not in the template, or cannot be run here
   */
  public FunctionTarget targetFunction() {
    Target.OfFunction called = (Target.OfFunction) pipe.target();
    LambdaFunction function = target;
    if (function == null) {
      throw new Fault(
          pipe.name(),
          "sends to "
              + called.arn()
              + ", which is not in the template; set AWS_ENDPOINT_URL_LAMBDA to a server that has"
              + " it");
    }
    LocalFunctions.unloaded(function); // a run would return each batch
    return new FunctionTarget(called, request -> targetCode.invoke(request));
  }

  private Enrichment.Function loadTarget(FixtureLookups lookups) {
    LambdaFunction function = target;
    return function == null
        ? request -> {
          throw new IllegalStateException("the target is not a function of the template");
        }
        : load(function, lookups);
  }

  /** A machine as the enrichment, whose tasks the current case answers. */
  private Enrichment.Function enriching(MachineDefinition definition) {
    enriching = definition;
    loaded = enriching(definition, Optional.empty());
    return request -> loaded.invoke(request);
  }

  private Enrichment.Function enriching(MachineDefinition definition, Optional<Path> directory) {
    return project.enriching(
        name, definition, directory, new DeskSurroundings(new Watched(), new Sent()));
  }

  /** The variables of its function; empty if it has no enrichment. */
  public Map<String, String> variables() {
    return function == null ? Map.of() : function.environment();
  }

  /** Sends quarantined messages there from now on, instead of to the queue in the template. */
  public void quarantineTo(Quarantine there) {
    quarantine = there;
  }

  /** The same for what the functions of the machine quarantine. */
  public void machineQuarantineTo(Quarantine there) {
    machineQuarantine = there;
  }

  /** Reports items that leave the flow there from now on. */
  public void watchedBy(LookupObserver other) {
    watch = other;
  }

  /**
   * Uses the look-ups and task answers of a case from now on.
   *
   * @throws Fault if one of their files cannot be used
   */
  public void enter(Path directory) {
    if (machine instanceof LiveMachine.Finding.Usable(LiveMachine behind)) {
      behind.enter(directory);
    }
    answers.enter(directory);
    FixtureLookups lookups = shared.under(FixtureLookups.in(directory));
    if (function != null && !project.isLive()) {
      loaded = load(function, lookups);
    }
    MachineDefinition before = enriching;
    if (before != null) {
      loaded = enriching(before, Optional.of(directory));
    }
    if (!project.isLive()) {
      targetCode = loadTarget(lookups);
    }
  }

  /** Uses only the look-ups and task answers of the subject from now on. */
  public void leave() {
    answers.leave();
    if (machine instanceof LiveMachine.Finding.Usable(LiveMachine behind)) {
      behind.leave();
    }
    if (function != null && !project.isLive()) {
      loaded = load(function, shared);
    }
    MachineDefinition before = enriching;
    if (before != null) {
      loaded = enriching(before, Optional.empty());
    }
    if (!project.isLive()) {
      targetCode = loadTarget(shared);
    }
  }

  private Enrichment.Function load(LambdaFunction function) {
    if (!LocalFunctions.runsHere(function) && !answers.isAny()) {
      LocalFunctions.unloaded(function); // a run would return each batch
    }
    this.function = function;
    this.loaded = load(function, shared);
    return new Enrichment.Function() {
      @Override
      public byte[] invoke(byte[] request) throws Exception {
        return loaded.invoke(request);
      }

      @Override
      public void warn(int items, Consumer<Warning> warnings) {
        loaded.warn(items, warnings);
      }

      @Override
      public void warnOfAnswer(Consumer<Warning> warnings) {
        loaded.warnOfAnswer(warnings);
        overflows.drain(warnings);
      }
    };
  }

  private Enrichment.Function load(LambdaFunction function, FixtureLookups lookups) {
    return project.load(
        function, () -> lookups.of(function), new DeskSurroundings(new Watched(), new Sent()));
  }

  /** Delegates to what the run has set since the function was loaded. */
  private final class Sent implements Quarantine {
    @Override
    public void take(List<ObjectNode> envelopes, Deadline deadline) {
      quarantine.take(envelopes, deadline);
    }

    @Override
    public void sendBack(List<JsonNode> records, Deadline deadline) {
      quarantine.sendBack(records, deadline);
    }
  }

  private final class Watched implements LookupObserver {
    @Override
    public void left(JsonNode item, Exit exit) {
      watch.left(item, exit);
    }

    @Override
    public void overflowed(String place) {
      overflows.add(place);
    }
  }
}
