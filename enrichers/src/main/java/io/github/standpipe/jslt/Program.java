package io.github.standpipe.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.impl.ExpressionNode;
import com.schibsted.spt.data.jslt.parser.SimpleNode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A JSLT file that is evaluated without detours. */
public final class Program {

  /** Finds files that are imported. */
  @FunctionalInterface
  public interface Imports {
    /** The root of a file; empty for a module that is no file. */
    Optional<SimpleNode> root(String name);
  }

  /** A function threw, as it would have where JSLT had called it. */
  public static final class Thrown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RuntimeException thrown;

    Thrown(RuntimeException thrown) {
      super(null, thrown, false, false);
      this.thrown = thrown;
    }

    public RuntimeException thrown() {
      return thrown;
    }
  }

  /** The file, or one that it imports, names a variable that is not declared. */
  public static final class UndeclaredException extends SourceException {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final transient Set<String> declared;

    UndeclaredException(String name, int line, int column, Set<String> declared) {
      super(name, line, column);
      this.name = name;
      this.declared = declared;
    }

    public String name() {
      return name;
    }

    /** The variables that may be named there. */
    public Set<String> declared() {
      return declared;
    }
  }

  private final Lets[] lets;
  private final ExpressionNode body;
  private final int globals;

  /**
   * @param lets of the imported files, and behind them the file's own
   */
  Program(List<Lets> lets, ExpressionNode body, int globals) {
    this.lets = lets.toArray(Lets[]::new);
    this.body = body;
    this.globals = globals;
  }

  /**
   * The program of a file that JSLT compiled.
   *
   * @param root of the file, as JSLT's grammar reads it
   * @param functions that it was compiled with
   * @param imports that the file has
   * @return empty if the file has something that is left to JSLT
   * @throws UndeclaredException for a variable that is not declared: nobody gives one from outside
   * @throws MatcherException for a {@code * : .} that fails at each event
   */
  public static Optional<Program> of(
      SimpleNode root, Collection<Function> functions, Imports imports) {
    return of(root, functions, imports, false);
  }

  /**
   * The program of such a file for rounds in which functions may give {@link PendingValue#NODE}:
   * what is computed of it is pending, nothing is decided by it, and all else is evaluated. It
   * takes longer than the plain one.
   */
  public static Optional<Program> pending(
      SimpleNode root, Collection<Function> functions, Imports imports) {
    return of(root, functions, imports, true);
  }

  private static Optional<Program> of(
      SimpleNode root, Collection<Function> functions, Imports imports, boolean pending) {
    try {
      return Optional.of(new Compiler(functions, imports, pending).program(root));
    } catch (Compiler.LeftToJslt e) {
      return Optional.empty();
    }
  }

  /** What JSLT makes of the input, also where an integer does not fit. */
  public JsonNode apply(Evaluation evaluation) {
    return apply(evaluation, place -> {});
  }

  /**
   * What JSLT makes of an evaluation's event.
   *
   * @param overflowed takes each place at which an integer did not fit into 64 bits, so that JSLT's
   *     result is not the exact one
   * @throws Thrown where a function does
   * @throws EvaluationLimit.OverdueException if it takes longer
   * @throws RuntimeException where JSLT fails otherwise, and sometimes where it does not: it has to
   *     be asked, and says why
   */
  public JsonNode apply(Evaluation evaluation, Consumer<String> overflowed) {
    Frames frames = new Frames(globals, evaluation, overflowed);
    JsonNode event = evaluation.event();
    JsonNode given = event == null ? NullNode.instance : event;
    for (Lets file : lets) {
      file.apply(frames, given);
    }
    return body.apply(frames, given);
  }
}
