package io.github.standpipe.check;

/** Looks for the faults of a few rules that belong together, in one pipe and what it leads to. */
interface Check extends BuiltInCheck {

  void examine(Subject subject, Findings findings);
}
