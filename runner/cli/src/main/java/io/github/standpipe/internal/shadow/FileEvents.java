package io.github.standpipe.internal.shadow;

import io.github.standpipe.internal.shadow.EventReader.Trouble;

/** Adds up results, and counts the events of each file in case its rest cannot be read. */
final class FileEvents {
  private String file = "";
  private long events;

  void add(PieceResult result, ShadowFindings all) {
    ShadowFindings next = result.findings();
    String read = file(result.piece());
    events = read.equals(file) ? events + next.events() : next.events();
    file = read;
    all.add(next);
    if (result.piece() instanceof EventPiece.Unreadable rest) {
      ShadowFindings trouble = new ShadowFindings();
      trouble.add(new Trouble(rest.file(), rest.problem(events)));
      all.add(trouble);
    }
  }

  private String file(EventPiece piece) {
    return switch (piece) {
      case EventPiece.Lines lines -> lines.file();
      case EventPiece.WholeText text -> text.file();
      case EventPiece.Unreadable rest -> rest.file();
      case EventPiece.CaseFolder folder -> "";
      case EventPiece.Trouble trouble -> file;
    };
  }
}
