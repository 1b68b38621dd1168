package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.Parser;
import com.schibsted.spt.data.jslt.impl.NodeUtils;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A compiled JSLT file. */
record JsltFile(Path file, Expression expression) {
  static {
    // JSLT takes its objects from here
    NodeUtils.mapper.setNodeFactory(JsonTree.NODES);
  }

  /** Compiles a file, in which the outcomes are functions besides those given. */
  static JsltFile compile(Path file, Collection<Function> functions) {
    List<Function> all = new ArrayList<>(functions);
    all.addAll(Outcomes.functions(file));
    try {
      return new JsltFile(
          file,
          new Parser(new StringReader(source(file, "")))
              .withSource(String.valueOf(file.getFileName()))
              .withResourceResolver(name -> imported(file, name))
              .withFunctions(all)
              .compile());
    } catch (JsltException e) {
      throw new Fault(JsltMessages.place(file, e), JsltMessages.compiling(e));
    } catch (ArithmeticException e) {
      throw new Fault(file.toString(), "arithmetic on constants: " + e.getMessage());
    } catch (StackOverflowError e) {
      throw new Fault(file.toString(), "nests too deeply to be compiled; split it into functions");
    }
  }

  /** Imports are found beside the file, also those of an imported file. */
  private static Reader imported(Path file, String name) {
    return new StringReader(source(file.resolveSibling(name), "; " + file + " imports it"));
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
   * @throws Judged with the outcome that the file gives the event, or with its failure
   */
  @Nullable JsonNode apply(JsonNode event) {
    try {
      return expression.apply(event);
    } catch (Judged e) {
      throw e;
    } catch (JsltException e) {
      throw Judged.failed(JsltMessages.place(file, e) + ": " + JsltMessages.running(e));
    } catch (Fault e) {
      throw Judged.failed(file + ": " + e.getMessage());
    } catch (ArithmeticException e) {
      throw Judged.failed(file + ": arithmetic: " + e.getMessage());
    } catch (StackOverflowError e) {
      throw Judged.failed(file + ": the stack overflowed: a function calls itself without end");
    } catch (RuntimeException e) {
      throw Judged.failed(file + ": " + e.getClass().getSimpleName() + " inside a function");
    }
  }
}
