package io.github.standpipe.template;

import java.util.ArrayList;
import java.util.List;

/** The notes that are taken while a template is read, in the order of its text. */
final class YamlNotes {
  private final List<TemplateNote.YamlNote> notes = new ArrayList<>();
  private final boolean lenient;

  /**
   * Notes of one file.
   *
   * @param lenient whether a repeated key is noted rather than rejected
   */
  YamlNotes(boolean lenient) {
    this.lenient = lenient;
  }

  void add(TemplateNote.YamlNote note) {
    notes.add(note);
  }

  /** The last of equal keys wins, if that is allowed. */
  void repeats(String key, Place at) {
    if (!lenient) {
      throw at.faultWithColumn("repeats the key " + key);
    }
    add(new TemplateNote.YamlNote(TemplateNote.YamlNote.Sort.REPEATED_KEY, at, key, key));
  }

  List<TemplateNote.YamlNote> all() {
    return List.copyOf(notes);
  }
}
