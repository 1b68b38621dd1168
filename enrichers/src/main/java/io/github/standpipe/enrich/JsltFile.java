package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.Parser;
import com.schibsted.spt.data.jslt.impl.ExperimentalModule;
import com.schibsted.spt.data.jslt.impl.NodeUtils;
import com.schibsted.spt.data.jslt.parser.SimpleNode;
import io.github.standpipe.jslt.PlainObject;
import io.github.standpipe.jslt.Program;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A compiled JSLT file.
 *
 * @param program how it is evaluated; empty where only JSLT's own expression can
 */
record JsltFile(Path file, Optional<Program> program, Expression expression, Located located) {
  static {
    // JSLT takes its objects from here
    NodeUtils.mapper.setNodeFactory(PlainObject.NODES);
  }

  /** How a source becomes the text that is compiled: of a file, and whether it is imported. */
  interface Rewriting {
    String of(Path file, String source, boolean module);
  }

  /** Compiles a file, in which the outcomes are functions besides those given. */
  static JsltFile compile(Path file, Collection<Function> functions) {
    List<Function> all = new ArrayList<>(functions);
    all.addAll(Outcomes.functions(file));
    all.add(S3Key.FUNCTION);
    try {
      Expression expression = expression(file, all, (f, source, module) -> source);
      return new JsltFile(file, program(file, all), expression, new Located(file, all));
    } catch (JsltException e) {
      String place = JsltMessages.place(file, e);
      throw new Fault(
          place.equals(file.toString()) ? UncompiledPiece.place(file, source(file, ""), e) : place,
          JsltMessages.compiling(e));
    } catch (ArithmeticException e) {
      throw new Fault(
          UncompiledPiece.place(file, source(file, ""), e),
          "arithmetic on constants: " + e.getMessage());
    } catch (StackOverflowError e) {
      throw new Fault(file.toString(), "nests too deeply to be compiled; split it into functions");
    }
  }

  private static Optional<Program> program(Path file, Collection<Function> functions) {
    return Program.of(
        JsltTree.of(source(file, ""), false).root(), functions, name -> imported(file, name));
  }

  private static Optional<SimpleNode> imported(Path file, String name) {
    return name.equals(ExperimentalModule.URI)
        ? Optional.empty()
        : Optional.of(JsltTree.of(source(file.resolveSibling(name), ""), true).root());
  }

  static Expression expression(Path file, Collection<Function> functions, Rewriting rewriting) {
    return new Parser(new StringReader(rewriting.of(file, source(file, ""), false)))
        .withSource(String.valueOf(file.getFileName()))
        .withResourceResolver(name -> imported(file, name, rewriting))
        .withFunctions(functions)
        .compile();
  }

  /** Imports are found beside the file, also those of an imported file. */
  private static Reader imported(Path file, String name, Rewriting rewriting) {
    Path other = file.resolveSibling(name);
    String source = source(other, "; " + file + " imports it");
    return new StringReader(rewriting.of(other, source, true));
  }

  private static String source(Path file, String importer) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      String why = Files.exists(file) ? "cannot be read as UTF-8 text" : "there is no such file";
      throw new Fault(file.toString(), why + importer);
    }
  }

  /**
   * What the file makes of an event.
   *
   * @throws Judged with the outcome that the file gives the event, or with its failure, whose place
   *     {@link #located} finds where it is not known here
   */
  @Nullable JsonNode apply(JsonNode event) {
    try {
      return program.isPresent() ? program.get().apply(event) : asked(event);
    } catch (Judged e) {
      throw e;
    } catch (Program.Thrown e) {
      throw failed(e.thrown());
    } catch (RuntimeException | StackOverflowError e) {
      return asked(event);
    }
  }

  /** What JSLT's own evaluation gives. */
  private @Nullable JsonNode asked(JsonNode event) {
    try {
      return expression.apply(event);
    } catch (RuntimeException | StackOverflowError e) {
      throw failed(e);
    }
  }

  private Judged failed(Throwable e) {
    return e instanceof Judged judged ? judged : Judged.failed(place(e) + ": " + message(e));
  }

  /** As {@link #apply}, for a file that looks nothing up: a failure has its place at once. */
  @Nullable JsonNode applyLocating(JsonNode event) {
    try {
      return apply(event);
    } catch (Judged e) {
      if (e.verdict() instanceof Verdict.Fail(String reason)) {
        throw Judged.failed(located.failure(event, reason).map(Failure::reason).orElse(reason));
      }
      throw e;
    }
  }

  private String place(Throwable e) {
    return e instanceof JsltException jslt ? JsltMessages.place(file, jslt) : file.toString();
  }

  /** What went wrong, without the place and without values. */
  static String message(Throwable e) {
    return switch (e) {
      case JsltException jslt -> JsltMessages.running(jslt);
      case Fault fault -> fault.getMessage();
      case ArithmeticException arithmetic -> "arithmetic: " + arithmetic.getMessage();
      case StackOverflowError overflow ->
          "the stack overflowed: a function calls itself without end";
      default -> e.getClass().getSimpleName() + " inside a function";
    };
  }
}
