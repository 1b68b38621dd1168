package io.github.standpipe.internal.cli.contract;

import io.github.standpipe.internal.cli.console.Ink;
import io.github.standpipe.internal.cli.console.Words;
import io.github.standpipe.internal.schema.ChangeWitness;
import io.github.standpipe.internal.schema.Compatibility;
import io.github.standpipe.internal.schema.Party;
import io.github.standpipe.internal.schema.SchemaChange;
import io.github.standpipe.json.Json;
import io.github.standpipe.json.Printable;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/** The differences of schemas as text. */
record CompatText(PrintWriter out, Ink ink, CompatWitnesses witnesses) {
  private static final int LONGEST = 300;

  void print(Map<String, Compatibility> verdicts) {
    verdicts.forEach((name, verdict) -> {
      if (!name.isEmpty() && !verdict.changes().isEmpty()) {
        out.println(ink.strong(Printable.line(name)));
      }
      verdict.changes().forEach(change -> print(name, change));
    });
    out.println(summary(verdicts.values().stream().flatMap(v -> v.changes().stream()).toList()));
  }

  private void print(String name, SchemaChange change) {
    String kind = change.kind().words();
    String coloured =
        change.isBreaking()
            ? ink.bad(kind)
            : change.isUndecided() ? ink.careful(kind) : ink.quiet(kind);
    String path = change.path().isEmpty() ? "the event" : Printable.line(change.path());
    out.println(path + ": " + coloured + ": " + Printable.line(change.detail()));
    for (Party party : Party.values()) {
      if (change.breaks().contains(party)) {
        out.println("  breaks " + party + ": " + change.kind().why(party));
      }
      witnesses.find(name, change, party).ifPresent(this::print);
    }
    if (change.isBreaking()) {
      out.println("  instead: " + change.kind().remedy());
    }
  }

  private void print(ChangeWitness witness) {
    boolean isOld = witness.party() == Party.PRODUCER;
    out.println(
        "  "
            + (isOld
                ? "valid before, and refused by the new version: "
                : "valid now, and refused by the old version: ")
            + Printable.shortened(Json.text(witness.document()), LONGEST));
  }

  private String summary(List<SchemaChange> changes) {
    if (changes.isEmpty()) {
      return "no change that matters";
    }
    long breaking = changes.stream().filter(SchemaChange::isBreaking).count();
    long undecided = changes.stream().filter(SchemaChange::isUndecided).count();
    String verdict = breaking > 0 ? "breaking" : undecided > 0 ? "not decided" : "compatible";
    return verdict
        + ": "
        + Words.count(changes.size(), "change")
        + ", "
        + breaking
        + " breaking, "
        + undecided
        + " undecided";
  }
}
