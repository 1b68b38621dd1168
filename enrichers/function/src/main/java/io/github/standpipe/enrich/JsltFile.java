package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.Parser;
import com.schibsted.spt.data.jslt.impl.ExperimentalModule;
import com.schibsted.spt.data.jslt.impl.NodeUtils;
import com.schibsted.spt.data.jslt.parser.SimpleNode;
import io.github.standpipe.internal.jslt.BoundExpression;
import io.github.standpipe.internal.jslt.Evaluation;
import io.github.standpipe.internal.jslt.EvaluationLimit;
import io.github.standpipe.internal.jslt.IntegerLiterals;
import io.github.standpipe.internal.jslt.JsltMessages;
import io.github.standpipe.internal.jslt.JsltTree;
import io.github.standpipe.internal.jslt.MatcherException;
import io.github.standpipe.internal.jslt.Program;
import io.github.standpipe.internal.jslt.SourceException;
import io.github.standpipe.internal.jslt.UncompiledPiece;
import io.github.standpipe.internal.json.NearestName;
import io.github.standpipe.internal.json.PlainObject;
import io.github.standpipe.json.Fault;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A compiled JSLT file.
 *
 * @param program the compiled form; empty if only JSLT's own expression can evaluate the file
 * @param pending the same for rounds in which documents are pending
 * @param overflowed takes each place at which an integer of an evaluation that counts did not fit
 *     into 64 bits
 */
record JsltFile(
    Path file,
    Optional<Program> program,
    Supplier<Optional<Program>> pending,
    Pool<BoundExpression> expressions,
    FailureLocator located,
    OverflowReport overflows) {
  static {
    // JSLT creates its objects with this factory
    NodeUtils.mapper.setNodeFactory(PlainObject.NODES);
  }

  private static final String OVERDUE =
      " took longer than one event may; simplify its regular expression, or end its recursion";

  /** A failure that another evaluation would only meet again, after the same time. */
  static boolean isOverdue(String reason) {
    return reason.endsWith(OVERDUE);
  }

  /** Rewrites the source of a file, imported or not, into the text that is compiled. */
  interface Rewriting {
    String of(Path file, String source, boolean module);
  }

  /** Compiles a file, with the outcome functions in addition to the given ones. */
  static JsltFile compile(
      Path file, Collection<Function> functions, LayerFiles layer, OverflowReport overflows) {
    List<Function> all = new ArrayList<>(functions);
    all.addAll(Outcomes.functions(file));
    all.add(S3Key.FUNCTION);
    try {
      Pool<BoundExpression> expressions =
          new Pool<>(() ->
              new BoundExpression(
                  all, given -> expression(file, given, layer, within(file, layer))))
              .filled();
      SimpleNode root = JsltTree.of(layer.text(file, ""), false).root();
      return new JsltFile(
          file,
          Program.of(root, all, name -> imported(file, name, layer)),
          new Once<>(() -> Program.pending(root, all, name -> imported(file, name, layer))),
          expressions,
          new FailureLocator(file, all, layer),
          overflows);
    } catch (SourceException e) {
      throw notCompiled(file, e);
    } catch (JsltException e) {
      String place = JsltMessages.place(file, e);
      throw new Fault(
          place.equals(file.toString())
              ? UncompiledPiece.place(file, layer.text(file, ""), e)
              : place,
          compiling(file, e, layer));
    } catch (ArithmeticException e) {
      throw new Fault(
          UncompiledPiece.place(file, layer.text(file, ""), e),
          "arithmetic on constants: " + e.getMessage());
    } catch (NumberFormatException e) {
      throw new Fault(
          tooLarge(file, file, layer, new HashSet<>()).orElse(file.toString()),
          "an integer does not fit into 64 bits; write it as a string, or with a decimal point");
    } catch (IllegalStateException e) {
      throw new Fault(
          file.toString(),
          "calls lookup() or record() in an object of constants, which is evaluated before there"
              + " is an event; use a value of the event in it");
    } catch (IndexOutOfBoundsException | NullPointerException | ClassCastException e) {
      throw new Fault(
          file.toString(),
          "cannot be compiled: JSLT evaluates an object of constants early, and a variable in it"
              + " has no value yet; use a value of the event in the object");
    } catch (StackOverflowError e) {
      throw new Fault(file.toString(), "nests too deeply to be compiled; split it into functions");
    }
  }

  /** The place of an integer, in a file or in one that it imports. */
  private static Optional<String> tooLarge(
      Path root, Path file, LayerFiles layer, Set<Path> known) {
    if (!known.add(file)) {
      return Optional.empty();
    }
    JsltTree tree = JsltTree.of(layer.text(file, ""), !file.equals(root));
    Optional<String> place = IntegerLiterals.tooLarge(tree.root());
    return place.isPresent()
        ? place.map(at -> file + ":" + at)
        : tree.imports().stream()
            .filter(name -> !name.equals(ExperimentalModule.URI))
            .flatMap(name -> tooLarge(root, root.resolveSibling(name), layer, known).stream())
            .findFirst();
  }

  private static Rewriting within(Path file, LayerFiles layer) {
    return (other, source, module) -> {
      if (module) {
        layer.check(file, other);
      }
      return source;
    };
  }

  private static Optional<SimpleNode> imported(Path file, String name, LayerFiles layer) {
    return name.equals(ExperimentalModule.URI)
        ? Optional.empty()
        : Optional.of(JsltTree.of(layer.text(file.resolveSibling(name), ""), true).root());
  }

  static Expression expression(
      Path file, Collection<Function> functions, LayerFiles layer, Rewriting rewriting) {
    return new Parser(new StringReader(rewriting.of(file, layer.text(file, ""), false)))
        .withSource(String.valueOf(file.getFileName()))
        .withResourceResolver(name -> imported(file, name, layer, rewriting))
        .withFunctions(functions)
        .compile();
  }

  private static String compiling(Path file, JsltException e, LayerFiles layer) {
    if (!JsltMessages.isSyntax(e)) {
      return JsltMessages.compiling(e);
    }
    Path source = JsltMessages.source(file, e);
    return SyntaxMessage.of(layer.text(source, ""), !source.equals(file))
        .orElseGet(() -> JsltMessages.compiling(e));
  }

  private static Fault notCompiled(Path file, SourceException e) {
    Path source = e.module().isEmpty() ? file : file.resolveSibling(e.module());
    return new Fault(
        source + ":" + e.place(),
        switch (e) {
          case Program.UndeclaredException undeclared -> undeclared(undeclared);
          case MatcherException matcher ->
              "'* :' always fails here, because JSLT does not know which object's fields to take;"
                  + " add the fields with +, as in {\"key\": 1} + .";
        });
  }

  private static String undeclared(Program.UndeclaredException e) {
    String nearest =
        NearestName.of(e.name(), e.declared()).map(name -> "; did you mean $" + name).orElse("");
    return "there is no variable $"
        + e.name()
        + nearest
        + "; declare it with let, or correct the name";
  }

  /** Imports are found next to the file, also those of an imported file. */
  private static Reader imported(Path file, String name, LayerFiles layer, Rewriting rewriting) {
    Path other = file.resolveSibling(name);
    String source = layer.text(other, "; " + file + " imports it");
    return new StringReader(rewriting.of(other, source, true));
  }

  /**
   * The result of the file for the event of an evaluation.
   *
   * @throws VerdictException with the outcome that the file gives the event, or with its failure,
   *     whose place {@link #located} finds if it is not known here
   */
  @Nullable JsonNode apply(Evaluation evaluation) {
    try {
      return program.isPresent()
          ? evaluated(program.get(), evaluation, () -> false)
          : asked(evaluation);
    } catch (VerdictException e) {
      throw e;
    } catch (EvaluationLimit.OverdueException e) {
      throw overdue(e);
    } catch (Program.Thrown e) {
      throw failed(e.thrown());
    } catch (RuntimeException | StackOverflowError e) {
      return asked(evaluation);
    }
  }

  /**
   * As {@link #apply}, in a round in which documents may be pending.
   *
   * @param pending whether the event waits for documents; called after it was evaluated
   * @throws VerdictException also without a valid outcome, if the event waits for documents
   */
  @Nullable JsonNode applyPending(Evaluation evaluation, BooleanSupplier pending) {
    Optional<Program> program = pending().get();
    if (program.isEmpty()) {
      return apply(evaluation);
    }
    try {
      return evaluated(program.get(), evaluation, pending);
    } catch (EvaluationLimit.OverdueException e) {
      throw overdue(e);
    } catch (Program.Thrown e) {
      throw failed(e.thrown());
    } catch (RuntimeException | StackOverflowError e) {
      if (pending.getAsBoolean()) {
        throw failed(e);
      }
      return asked(evaluation);
    }
  }

  private JsonNode evaluated(Program program, Evaluation evaluation, BooleanSupplier pending) {
    Set<String> places = new LinkedHashSet<>();
    JsonNode value = program.apply(evaluation, places::add);
    if (!places.isEmpty() && !pending.getAsBoolean()) {
      places.forEach(place -> overflows.report(evaluation, placed(place)));
    }
    return value;
  }

  /** The result of JSLT's own evaluation. */
  private @Nullable JsonNode asked(Evaluation evaluation) {
    BoundExpression expression = expressions.lend();
    try {
      return expression.apply(evaluation);
    } catch (RuntimeException | StackOverflowError e) {
      throw failed(e);
    } finally {
      expressions.giveBack(expression);
    }
  }

  private VerdictException overdue(EvaluationLimit.OverdueException e) {
    String place = e.place().isEmpty() ? file.toString() : placed(e.place());
    String what = e.function().isEmpty() ? "the evaluation" : e.function() + "()";
    return VerdictException.failed(place + ": " + what + OVERDUE);
  }

  /** A place in the file or in a file that it imports. */
  private String placed(String place) {
    return Character.isDigit(place.charAt(0))
        ? file + ":" + place
        : file.resolveSibling(place.substring(0, place.indexOf(':')))
            + place.substring(place.indexOf(':'));
  }

  private VerdictException failed(Throwable e) {
    return e instanceof VerdictException judged
        ? judged
        : VerdictException.failed(place(e) + ": " + message(e));
  }

  /** As {@link #apply}, for a file without look-ups: a failure has its place at once. */
  @Nullable JsonNode applyLocating(Evaluation evaluation) {
    try {
      return apply(evaluation);
    } catch (VerdictException e) {
      if (e.verdict() instanceof Verdict.Fail(String reason) && !isOverdue(reason)) {
        throw VerdictException.failed(
            located.failure(evaluation, reason).map(Failure::reason).orElse(reason));
      }
      throw e;
    }
  }

  private String place(Throwable e) {
    return e instanceof JsltException jslt ? JsltMessages.place(file, jslt) : file.toString();
  }

  /** The error message, without the place and without values. */
  static String message(Throwable e) {
    return switch (e) {
      case JsltException jslt -> JsltMessages.running(jslt);
      case Fault fault -> fault.getMessage();
      case ArithmeticException arithmetic -> "arithmetic: " + arithmetic.getMessage();
      default -> RawFailure.message(e);
    };
  }
}
