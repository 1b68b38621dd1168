package io.github.standpipe.internal.cli.contract;

import io.github.standpipe.internal.cli.console.Ink;
import io.github.standpipe.internal.cli.console.Words;
import io.github.standpipe.internal.contract.MachineReads;
import io.github.standpipe.internal.contract.NeverGiven;
import io.github.standpipe.internal.contract.PathReading;
import io.github.standpipe.internal.contract.PipeContract;
import io.github.standpipe.internal.contract.PromiseGap;
import io.github.standpipe.json.Printable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a pipe reads, as text. */
record ContractText(PrintWriter out, Ink ink) {

  void print(PipeContract contract) {
    out.println(ink.strong(contract.pipe()) + " reads");
    Map<String, List<PathReading>> byPath = byPath(contract.readings());
    byPath.forEach((path, all) -> print(path, all, "the whole event"));
    if (!contract.message().isEmpty()) {
      out.println("of the message: " + Printable.line(String.join(", ", contract.message())));
    }
    out.println("gives");
    keys(contract).forEach(key -> out.println("  " + Printable.line(key)));
    contract.machine().ifPresent(this::print);
    contract.notes().forEach(note -> out.println(ink.careful(Printable.line(note))));
    out.println(
        ink.quiet(
            Words.count(byPath.size(), "path")
                + "; --schema reads and --schema gives print the schemas"));
  }

  private static Map<String, List<PathReading>> byPath(List<PathReading> readings) {
    return readings.stream()
        .collect(Collectors.groupingBy(PathReading::path, TreeMap::new, Collectors.toList()));
  }

  private void print(MachineReads machine) {
    out.println(ink.strong(machine.machine()) + " reads of its input");
    byPath(machine.readings()).forEach((path, all) -> print(path, all, "the whole input"));
    if (machine.readings().isEmpty()) {
      out.println("  nothing");
    }
  }

  /** The exit status counts these, so they come last. */
  void printNeverGiven(PipeContract contract) {
    for (MachineReads machine : contract.machine().stream().toList()) {
      for (NeverGiven absent : machine.neverGiven()) {
        out.println(
            Printable.line(absent.path())
                + ": "
                + ink.bad("never given")
                + ": "
                + Printable.line(machine.machine() + " reads it, and " + contract.pipe())
                + " gives no such field");
        out.println("  read by " + Printable.line(absent.readBy()));
        absent
            .nearest()
            .ifPresent(nearest -> out.println("  did you mean " + Printable.line(nearest) + "?"));
      }
    }
  }

  private void print(String path, List<PathReading> readings, String whole) {
    boolean isAlways = readings.stream().anyMatch(PathReading::isAlways);
    String where = String.join(", ", places(readings));
    out.println(
        "  "
            + (path.isEmpty() ? whole : Printable.line(path))
            + "  "
            + ink.quiet("by " + Printable.line(where)));
    if (!isAlways) {
      widest(readings).forEach(all -> out.println("    " + Printable.line(String.join(", ", all))));
    }
  }

  /** The first place of each state. */
  private static Collection<String> places(List<PathReading> readings) {
    Map<String, String> first = new LinkedHashMap<>();
    for (PathReading reading : readings) {
      first.putIfAbsent(reading.place().replaceFirst(" at .*", ""), reading.place());
    }
    return first.values();
  }

  /** Without the conditions that another one is part of. */
  private static List<List<String>> widest(List<PathReading> readings) {
    List<List<String>> all = readings.stream().map(PathReading::conditions).distinct().toList();
    return all.stream()
        .filter(one ->
            all.stream().noneMatch(other -> other.size() < one.size() && one.containsAll(other)))
        .toList();
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
