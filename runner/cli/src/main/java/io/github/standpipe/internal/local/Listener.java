package io.github.standpipe.internal.local;

/**
 * Receives the events of a run, one call at a time for any number of pollers. An exception ends the
 * run; messages that were not deleted by then come again.
 */
public interface Listener {

  /** A batch enters the pipe. */
  default void began(int batch, int records) {}

  /** What became of a batch; its messages are already deleted, or return. */
  default void ended(BatchReport report) {}

  /** The enrichment quarantined a message; called before its batch ends. */
  default void quarantined(String messageId, String reason) {}

  /** An event was put on a bus; its messages are already on the queue. */
  default void put(EventReport report) {}

  /** One line about a problem that does not end the run. */
  default void problem(String line) {}

  /** The same listener, for callers on several threads. */
  default Listener inTurn() {
    Listener listener = this;
    return new Listener() {
      @Override
      public synchronized void began(int batch, int records) {
        listener.began(batch, records);
      }

      @Override
      public synchronized void ended(BatchReport report) {
        listener.ended(report);
      }

      @Override
      public synchronized void quarantined(String messageId, String reason) {
        listener.quarantined(messageId, reason);
      }

      @Override
      public synchronized void put(EventReport report) {
        listener.put(report);
      }

      @Override
      public synchronized void problem(String line) {
        listener.problem(line);
      }
    };
  }
}
