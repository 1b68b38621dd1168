package io.github.standpipe.internal.lint;

import io.github.standpipe.internal.json.NearestName;
import io.github.standpipe.internal.lint.ReadPaths.CopiedKeys;
import io.github.standpipe.internal.lint.ReadPaths.EventPart;
import io.github.standpipe.internal.lint.ReadPaths.MissingKey;
import io.github.standpipe.internal.shape.PersonalKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a transform reads of its events, and copies from them, against those that are known. */
final class EventRules {
  private static final int SHOWN = 3;

  private final KnownEvents events;
  private final ReadPaths paths;
  private final LintReport report;

  private EventRules(KnownEvents events, ReadPaths paths, LintReport report) {
    this.events = events;
    this.paths = paths;
    this.report = report;
  }

  static void examine(KnownEvents events, ReadPaths paths, LintReport report) {
    EventRules rules = new EventRules(events, paths, report);
    Set<String> asked =
        paths.missing().stream()
            .filter(MissingKey::isAsked)
            .map(MissingKey::path)
            .collect(Collectors.toSet());
    paths.missing().forEach(one -> rules.missing(one, asked.contains(one.path())));
    paths.copies().forEach(rules::copies);
  }

  /** A path that a condition asks for may be missing, unless its name looks misspelt. */
  private void missing(MissingKey key, boolean isAsked) {
    Optional<String> sibling = misspelt(key);
    if (isAsked && sibling.isEmpty()) {
      return;
    }
    Optional<String> nearest =
        sibling
            .map(name -> ValueForm.joined(key.of().path(), name))
            .or(() -> elsewhere(key.access().name()));
    report.add(
        LintRule.PATH_UNKNOWN,
        key.access().at(),
        key.path()
            + " is read, which "
            + events.without()
            + nearest.map(path -> "; the nearest is " + path + ".").orElse("."),
        nearest
            .map(path -> "Read " + path + ", or add a fixture that has the path.")
            .orElse("Correct the path, or add a fixture that has it."));
  }

  /** A name beside it that differs by more than a digit, and that is not read itself. */
  private Optional<String> misspelt(MissingKey key) {
    String name = key.access().name();
    Set<String> names = key.of().form().names();
    return NearestName.of(name, names)
        .or(() -> names.stream().filter(other -> letters(other).equals(letters(name))).findFirst())
        .filter(near -> !near.replaceAll("\\d", "").equals(name.replaceAll("\\d", "")))
        .filter(near ->
            !key.isAsked() || !paths.read().contains(ValueForm.joined(key.of().path(), near)));
  }

  /** Two letters that change places are a common slip. */
  private static String letters(String name) {
    char[] letters = name.toCharArray();
    Arrays.sort(letters);
    return new String(letters);
  }

  /** The shortest path to a key of the same name. */
  private Optional<String> elsewhere(String name) {
    List<String> all = new ArrayList<>();
    String end = ValueForm.joined("", name);
    events
        .form()
        .each(
            "",
            (path, form) -> {
              if (path.endsWith(end) && !path.startsWith(".body") && !path.contains("[]")) {
                all.add(path);
              }
            });
    return all.stream().findFirst();
  }

  private void copies(CopiedKeys copied) {
    List<String> personal = new ArrayList<>();
    for (String name : copied.from().form().names()) {
      if (!copied.without().contains(name)) {
        copied.from().key(name).ifPresent(part -> personal(name, part, personal));
      }
    }
    if (!personal.isEmpty()) {
      String more = personal.size() > SHOWN ? " and " + (personal.size() - SHOWN) + " more" : "";
      String listed = String.join(", ", personal.subList(0, Math.min(SHOWN, personal.size())));
      report.add(
          LintRule.PERSONAL_DATA,
          copied.matcher().at(),
          "The matcher copies what looks personal: " + listed + more + ".",
          "Name the keys that go on, or leave some out, as in * - email : .");
    }
  }

  private static void personal(String name, EventPart part, List<String> personal) {
    if (isPersonal(name, part.form())) {
      personal.add(part.path());
    }
    part.form()
        .each(
            part.path(),
            (path, form) -> {
              if (isPersonal(path.substring(path.lastIndexOf('.') + 1), form)) {
                personal.add(path);
              }
            });
  }

  private static boolean isPersonal(String key, ValueForm form) {
    return form.isScalar()
        && (PersonalKind.isSurely(key, "")
            || form.texts().stream().anyMatch(text -> PersonalKind.isSurely(key, text)));
  }
}
