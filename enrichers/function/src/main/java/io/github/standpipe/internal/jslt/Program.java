package io.github.standpipe.internal.jslt;

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

/** A JSLT file, compiled for fast evaluation. */
public final class Program {

  /** Finds imported files. */
  @FunctionalInterface
  public interface Imports {
    /** The root of a file; empty for a module that is not a file. */
    Optional<SimpleNode> root(String name);
  }

  /** A function threw, as it would have if JSLT had called it. */
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

  /** The file, or a file that it imports, uses an undeclared variable. */
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

    /** The variables that are declared there. */
    public Set<String> declared() {
      return declared;
    }
  }

  private final Lets[] lets;
  private final ExpressionNode body;
  private final int globals;

  /**
   * @param lets the variables of the imported files, followed by the file's own
   */
  Program(List<Lets> lets, ExpressionNode body, int globals) {
    this.lets = lets.toArray(Lets[]::new);
    this.body = body;
    this.globals = globals;
  }

  /**
   * The program of a file that JSLT has compiled.
   *
   * @param root the root of the file, as JSLT's grammar reads it
   * @param functions the functions that it was compiled with
   * @param the imported files
   * @return empty if the file contains something that is left to JSLT
   * @throws UndeclaredException for an undeclared variable: none are passed in from outside
   * @throws MatcherException for a {@code * : .} that fails at each event
   */
  public static Optional<Program> of(
      SimpleNode root, Collection<Function> functions, Imports imports) {
    return of(root, functions, imports, false);
  }

  /**
   * The program of such a file for rounds in which functions may return {@link PendingValue#NODE}:
   * values computed from it are pending, no decision depends on it, and everything else is
   * evaluated. It is slower than the plain program.
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

  /** JSLT's result for the input, even if an integer does not fit. */
  public JsonNode apply(Evaluation evaluation) {
    return apply(evaluation, place -> {});
  }

  /**
   * What JSLT makes of an evaluation's event.
   *
   * @param overflowed takes each place at which an integer did not fit into 64 bits, so that JSLT's
   *     result is not exact
   * @throws Thrown if a function throws
   * @throws EvaluationLimit.OverdueException if it takes longer
   * @throws RuntimeException if JSLT fails for another reason, and sometimes if it does not: JSLT
   *     must then be asked, and states the reason
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
