package io.github.standpipe.internal.expect;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The entries of an object or array whose text is changed: entries are removed and added, and the
 * others keep their position and the blanks around them.
 */
final class Entries {
  private final String text;
  private final ValueSpan container;
  private final NavigableSet<Integer> removed = new TreeSet<>();
  private final List<Coming> coming = new ArrayList<>();

  private record Coming(int after, String written) {}

  Entries(String text, ValueSpan container) {
    this.text = text;
    this.container = container;
  }

  void remove(int entry) {
    removed.add(entry);
  }

  /** Adds an entry after another one; -1 adds it first. */
  void add(int after, String written) {
    coming.add(new Coming(after, written));
  }

  boolean keepsSome() {
    return removed.size() < container.entries().size();
  }

  /** Whether each entry is on its own line. */
  boolean onLines() {
    return before().contains("\n");
  }

  /** The blanks before the first entry. */
  private String before() {
    return text.substring(container.start() + 1, container.entries().getFirst().start());
  }

  /** The edits, if at least one entry is kept. */
  List<Edit> edits() {
    List<Edit> edits = new ArrayList<>();
    int first = 0;
    while (removed.contains(first)) {
      first++;
    }
    int kept = first;
    if (kept > 0) {
      edits.add(new Edit(entry(0).start(), entry(kept).start(), ""));
    }
    removed.tailSet(kept).forEach(i -> edits.add(new Edit(entry(i - 1).end(), entry(i).end(), "")));
    String between = "," + (onLines() ? before() : " ");
    for (Coming entry : coming) {
      edits.add(
          entry.after < kept
              ? Edit.insert(entry(kept).start(), entry.written + between)
              : Edit.insert(entry(entry.after).end(), between + entry.written));
    }
    return edits;
  }

  private ValueSpan.Entry entry(int index) {
    return container.entries().get(index);
  }
}
