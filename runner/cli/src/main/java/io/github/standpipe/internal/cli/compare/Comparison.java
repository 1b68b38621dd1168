package io.github.standpipe.internal.cli.compare;

import io.github.standpipe.internal.shadow.EventChange;
import io.github.standpipe.internal.shadow.Example;
import io.github.standpipe.internal.shadow.Examples;
import io.github.standpipe.internal.shadow.ShadowFindings;
import io.github.standpipe.internal.shadow.ShadowFindings.Group;
import io.github.standpipe.json.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A comparison with its examples.
 *
 * @param base what was compared with, as the user named it
 * @param groups the groups, the kinds in their order and in each the most frequent first
 */
record Comparison(
    String pipe, String base, ShadowFindings findings, List<ShownGroup> groups, Examples examples) {
  private static final int LONGEST = 80;

  /**
   * A group with its example.
   *
   * @param name a name that no other group has, for a folder
   */
  record ShownGroup(Group group, Example example, String name) {
    EventChange.Place place() {
      return group.change().place();
    }
  }

  static Comparison of(String pipe, String base, ShadowFindings findings, Examples examples) {
    List<Group> sorted = new ArrayList<>(findings.groups());
    sorted.sort(
        Comparator.comparing((Group group) -> group.change().place().kind())
            .thenComparing(Comparator.comparing(Group::count).reversed())
            .thenComparing(group -> group.change().place()));
    Set<String> taken = new HashSet<>();
    List<ShownGroup> shown = new ArrayList<>();
    for (Group group : sorted) {
      shown.add(new ShownGroup(group, examples.of(group), name(group.change().place(), taken)));
    }
    return new Comparison(pipe, base, findings, shown, examples);
  }

  private static String name(EventChange.Place place, Set<String> taken) {
    String words =
        (place.kind() + " " + (place.path().isEmpty() ? "at " + place.stage() : place.path()))
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    String name = words.length() > LONGEST ? words.substring(0, LONGEST) : words;
    String free = name;
    for (int number = 2; !taken.add(free); number++) {
      free = name + "-" + number;
    }
    return free;
  }

  /** Saves the examples as fixtures in a folder; what cannot be saved is reported. */
  void save(Path folder, Consumer<String> notes) {
    for (ShownGroup group : groups) {
      Path own = folder.resolve(group.name());
      if (!group.example().isShown()) {
        notes.accept(
            "the example of "
                + group.name()
                + " cannot be saved without personal values; import "
                + group.example().place()
                + " instead");
        continue;
      }
      try {
        examples.save(group.example(), own);
        notes.accept("saved as " + own);
      } catch (Fault e) {
        notes.accept(String.valueOf(e.getMessage()));
      }
    }
  }
}
