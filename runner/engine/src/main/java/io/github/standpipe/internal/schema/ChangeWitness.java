package io.github.standpipe.internal.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.json.EventSchema;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A small generated document that shows a change: it is valid under one version, and a validator
 * refuses it under the other.
 *
 * @param party whom it breaks; {@link Party#PRODUCER} if the new version refuses it
 */
public record ChangeWitness(Party party, JsonNode document) {

  /** A document that shows some change, with the paths of what its validator refuses. */
  private record Shown(String path, JsonNode document, List<String> violations, int size) {}

  /**
   * Witnesses of the changes of a schema, as far as some were found.
   *
   * @param reader reads the validators, which confirm each of them
   * @param watched the parties that must not break
   */
  public static Map<SchemaChange, List<ChangeWitness>> of(
      SchemaDocument before,
      SchemaDocument after,
      Compatibility verdict,
      EventSchema.Reader reader,
      Set<Party> watched) {
    Map<SchemaChange, List<ChangeWitness>> all = new LinkedHashMap<>();
    Map<String, Constraint> old = before.roots();
    Map<String, Constraint> now = after.roots();
    boolean isOne = old.size() == 1 && now.size() == 1;
    for (String name : isOne ? Set.of("") : old.keySet()) {
      if (isOne || now.containsKey(name)) {
        List<SchemaChange> own =
            verdict.changes().stream().filter(it -> isOf(it, isOne ? "" : name)).toList();
        SchemaDocument one = isOne ? before : before.part(name);
        SchemaDocument other = isOne ? after : after.part(name);
        all.putAll(of(one, other, own, name, reader, watched));
      }
    }
    return all;
  }

  private static boolean isOf(SchemaChange change, String name) {
    return name.isEmpty()
        || change.path().startsWith(name + ".")
        || change.path().startsWith(name + "[");
  }

  private static Map<SchemaChange, List<ChangeWitness>> of(
      SchemaDocument before,
      SchemaDocument after,
      List<SchemaChange> changes,
      String name,
      EventSchema.Reader reader,
      Set<Party> watched) {
    Map<SchemaChange, List<ChangeWitness>> all = new LinkedHashMap<>();
    Map<Party, List<Shown>> shown = new EnumMap<>(Party.class);
    for (SchemaChange change : changes) {
      for (Party party : change.isUndecided() ? watched : change.breaks()) {
        String path = change.path().substring(Math.min(change.path().length(), start(name)));
        shown.computeIfAbsent(party, it -> shown(it, before, after, reader)).stream()
            .filter(one -> rank(one, path) < MOST && isAbout(one, change, party))
            .min(
                Comparator.comparingInt((Shown one) -> rank(one, path))
                    .thenComparingInt(Shown::size))
            .ifPresent(one ->
                all.computeIfAbsent(change, it -> new ArrayList<>())
                    .add(new ChangeWitness(party, one.document())));
      }
    }
    return all;
  }

  /** A reader of a field that is gone is shown an event without it. */
  private static boolean isAbout(Shown one, SchemaChange change, Party party) {
    boolean isGone =
        change.kind() == SchemaChangeKind.REMOVED || change.kind() == SchemaChangeKind.RENAMED;
    return !isGone
        || party == Party.PRODUCER
        || one.violations().stream().anyMatch(it -> it.endsWith(": is missing"));
  }

  private static int start(String name) {
    return name.isEmpty() ? 0 : name.length() + 1;
  }

  private static List<Shown> shown(
      Party party, SchemaDocument before, SchemaDocument after, EventSchema.Reader reader) {
    boolean isOld = party == Party.PRODUCER;
    SchemaDocument inner = isOld ? before : after;
    SchemaDocument outer = isOld ? after : before;
    Optional<EventSchema> takes = validator(inner, reader);
    Optional<EventSchema> refuses = validator(outer, reader);
    List<Shown> all = new ArrayList<>();
    if (takes.isEmpty() || refuses.isEmpty()) {
      return all;
    }
    Constraint from = inner.roots().values().iterator().next();
    Constraint to = outer.roots().values().iterator().next();
    for (WitnessDocuments.Candidate one : WitnessDocuments.of(from, to)) {
      List<String> refused = refuses.get().violations(one.document());
      if (!refused.isEmpty() && takes.get().violations(one.document()).isEmpty()) {
        int size = Json.bytes(one.document()).length;
        all.add(new Shown(one.path(), one.document(), refused, size));
      }
    }
    return all;
  }

  /** Empty for a schema that the validator cannot use. */
  private static Optional<EventSchema> validator(
      SchemaDocument document, EventSchema.Reader reader) {
    try {
      return Optional.of(reader.read(document.where(), document.declared()));
    } catch (Fault e) {
      return Optional.empty();
    }
  }

  private static final int MOST = 8;

  /** How well it shows what changed at a path; the place that is refused must agree. */
  private static int rank(Shown one, String path) {
    boolean isThere = one.path().equals(path);
    if (!isThere && !one.path().startsWith(path)) {
      return MOST;
    }
    int best = MOST;
    int worst = 0;
    String plain = plain(path);
    for (String refused : one.violations()) {
      String at = plain(refused.substring(0, refused.lastIndexOf(": ")));
      boolean isSame = at.equals(plain);
      boolean isNear = at.startsWith(plain) || plain.startsWith(at);
      int rank = isSame ? 0 : isNear ? 1 : MOST;
      best = Math.min(best, rank);
      worst = Math.max(worst, rank);
    }
    boolean isAlone = worst < MOST; // nothing else is refused
    return best == MOST ? MOST : best + (isThere ? 0 : 2) + (isAlone ? 0 : 4);
  }

  /** Changes and violations write keys and items in other words. */
  private static String plain(String path) {
    return path.equals("the event")
        ? ""
        : path.replaceAll("\\[\\d+]", "[]")
            .replaceAll("\\[\"(.*?)\"]", ".$1")
            .replaceAll("\\.?([*{].*)", "");
  }
}
