package io.github.standpipe.internal.cli.contract;

import io.github.standpipe.internal.cli.console.Ink;
import io.github.standpipe.internal.cli.console.Words;
import io.github.standpipe.internal.contract.PathReading;
import io.github.standpipe.internal.contract.PipeContract;
import io.github.standpipe.internal.contract.PromiseGap;
import io.github.standpipe.json.Printable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a pipe reads, as text. */
record ContractText(PrintWriter out, Ink ink) {

  void print(PipeContract contract) {
    out.println(ink.strong(contract.pipe()) + " reads");
    Map<String, List<PathReading>> byPath =
        contract.readings().stream()
            .collect(Collectors.groupingBy(PathReading::path, TreeMap::new, Collectors.toList()));
    byPath.forEach(this::print);
    if (!contract.message().isEmpty()) {
      out.println("of the message: " + Printable.line(String.join(", ", contract.message())));
    }
    out.println("gives");
    keys(contract).forEach(key -> out.println("  " + Printable.line(key)));
    contract.notes().forEach(note -> out.println(ink.careful(Printable.line(note))));
    out.println(
        ink.quiet(
            Words.count(byPath.size(), "path")
                + "; --schema reads and --schema gives print the schemas"));
  }

  private void print(String path, List<PathReading> readings) {
    boolean isAlways = readings.stream().anyMatch(PathReading::isAlways);
    String where =
        readings.stream().map(PathReading::place).distinct().collect(Collectors.joining(", "));
    out.println(
        "  "
            + (path.isEmpty() ? "the whole event" : Printable.line(path))
            + "  "
            + ink.quiet("by " + Printable.line(where)));
    if (!isAlways) {
      readings.stream()
          .map(reading -> String.join(", ", reading.conditions()))
          .distinct()
          .forEach(condition -> out.println("    " + Printable.line(condition)));
    }
  }

  private static List<String> keys(PipeContract contract) {
    List<String> keys = new ArrayList<>();
    contract.gives().path("properties").fieldNames().forEachRemaining(keys::add);
    if (keys.isEmpty()) {
      keys.add("a value whose form is not known");
    }
    return keys;
  }

  void print(List<PromiseGap> gaps, String schema) {
    for (PromiseGap gap : gaps) {
      String kind = gap.kind();
      out.println(
          Printable.line(gap.path())
              + ": "
              + (gap.isOptional() ? ink.careful(kind) : ink.bad(kind)));
      out.println("  read by " + Printable.line(gap.places()));
      if (!gap.conditions().isEmpty()) {
        out.println("  " + Printable.line(gap.conditions()));
      }
      gap.nearest()
          .ifPresent(nearest -> out.println("  did you mean " + Printable.line(nearest) + "?"));
    }
    long absent = gaps.stream().filter(gap -> !gap.isOptional()).count();
    out.println(
        gaps.isEmpty()
            ? schema + " promises everything that the pipe reads"
            : schema
                + " does not promise "
                + Words.count(gaps.size(), "path")
                + " that the pipe reads: "
                + absent
                + " not declared or of another type, "
                + (gaps.size() - absent)
                + " optional");
  }
}
