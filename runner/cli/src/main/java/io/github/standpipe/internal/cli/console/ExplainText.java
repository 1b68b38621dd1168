package io.github.standpipe.internal.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Failure;
import io.github.standpipe.internal.fixture.Evidence;
import io.github.standpipe.json.Json;
import io.github.standpipe.json.Printable;
import io.github.standpipe.pipe.Explanation;
import io.github.standpipe.pipe.InputTemplate;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The explanation of a batch as text; values included. */
public final class ExplainText {
  private static final int LONGEST = 200;
  private static final int MOST_KEYS = 20;

  private final PrintWriter out;
  private final Ink ink = Ink.onTerminal();

  public ExplainText(PrintWriter out) {
    this.out = out;
  }

  public void filter(List<Explanation> explanations, String indent) {
    for (Explanation explanation : explanations) {
      explanation.lines().forEach(line -> out.println(indent + coloured(line)));
    }
  }

  private String coloured(String line) {
    return switch (line.strip().charAt(0)) {
      case '-' -> ink.bad(line);
      case '+' -> ink.quiet(line);
      default -> line;
    };
  }

  public void placeholders(List<InputTemplate.Placeholder> placeholders, String indent) {
    for (InputTemplate.Placeholder p : placeholders) {
      String place = p.line() + ":" + p.column();
      String value =
          p.value()
              .map(Json::text)
              .map(argument -> Printable.shortened(argument, LONGEST))
              .orElse("missing");
      String line =
          p.stage()
              + " item "
              + p.item()
              + ": <"
              + p.name()
              + "> at "
              + place
              + " "
              + p.quotes()
              + ": "
              + (p.fails()
                  ? value + "; fails: " + p.rendered()
                  : value + " -> " + Printable.shortened(p.rendered(), LONGEST));
      out.println(indent + (p.fails() ? ink.bad(line) : line));
    }
  }

  public void lookups(List<Evidence.Asked> asked, String indent) {
    for (Evidence.Asked one : asked) {
      String missed = one.missed().isEmpty() ? "" : "; missed " + keys(one.missed());
      String found = one.found().isEmpty() ? "none" : keys(one.found());
      out.println(
          indent
              + "look-up round "
              + one.round()
              + ": "
              + one.lookup()
              + " found "
              + found
              + missed);
    }
  }

  private static String keys(Collection<String> keys) {
    String some = keys.stream().limit(MOST_KEYS).collect(Collectors.joining(", "));
    int more = keys.size() - MOST_KEYS;
    return some + (more > 0 ? " and " + more + " more" : "");
  }

  public void failures(List<Evidence.Failed> failed, String indent) {
    for (Evidence.Failed one : failed) {
      Failure failure = one.failure();
      out.println(indent + one.record() + ": " + ink.bad(failure.reason()));
      out.println(indent + "  expression  " + line(failure.expression()));
      for (JsonNode argument : failure.arguments()) {
        out.println(indent + "  given       " + Printable.shortened(Json.text(argument), LONGEST));
      }
      for (Failure.Call call : failure.calls().reversed()) {
        if (!failure.reason().startsWith(call.place() + ": ")) {
          out.println(indent + "  called at   " + call.place() + "  " + line(call.text()));
        }
      }
      String input = failure.input().isEmpty() ? "made by the transform" : failure.input();
      out.println(
          indent
              + "  input       "
              + input
              + " = "
              + Printable.shortened(Json.text(failure.value()), LONGEST));
    }
  }

  private static String line(String source) {
    return shortened(source.replaceAll("\\s+", " "));
  }

  public static String shortened(String text) {
    return Printable.shortened(text, LONGEST);
  }
}
