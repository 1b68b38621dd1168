package io.github.standpipe.template;

import java.util.ArrayList;
import java.util.List;

/** What is noted while a template is read, in the order of its text. */
final class YamlNotes {
  private final List<YamlNote> notes = new ArrayList<>();
  private final boolean lenient;

  /**
   * Notes of one file.
   *
   * @param lenient whether a key that repeats is noted, and not refused
   */
  YamlNotes(boolean lenient) {
    this.lenient = lenient;
  }

  void add(YamlNote note) {
    notes.add(note);
  }

  /** Of equal keys the last one counts, if that is all right. */
  void repeats(String key, Place at) {
    if (!lenient) {
      throw at.faultWithColumn("repeats the key " + key);
    }
    add(new YamlNote(YamlNote.Sort.REPEATED_KEY, at, key, key));
  }

  List<YamlNote> all() {
    return List.copyOf(notes);
  }
}
