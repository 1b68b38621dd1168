package io.github.standpipe.internal.account;

/** Hears how much of an account has been read; several threads may call it. */
@FunctionalInterface
public interface AccountProgress {

  /**
   * Some of the parts of one kind are read.
   *
   * @param nouns such as {@code queues read}
   */
  void read(int done, int total, String nouns);
}
