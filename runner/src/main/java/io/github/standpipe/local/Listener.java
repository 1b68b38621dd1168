package io.github.standpipe.local;

/**
 * Is told what a run does, one call at a time however many pollers there are. What it throws ends
 * the run; messages that were not deleted by then come again.
 */
public interface Listener {

  /** A batch goes into the pipe. */
  default void began(int batch, int records) {}

  /** What became of a batch; its messages are deleted by now, or return. */
  default void ended(BatchReport report) {}

  /** The enrichment put a message into quarantine; told before its batch has ended. */
  default void quarantined(String messageId, String reason) {}

  /** An event was put on a bus; what it led to is on the queue by now. */
  default void put(EventReport report) {}

  /** One line about something that does not end the run. */
  default void problem(String line) {}

  /** The same listener, for callers on several threads. */
  default Listener inTurn() {
    Listener told = this;
    return new Listener() {
      @Override
      public synchronized void began(int batch, int records) {
        told.began(batch, records);
      }

      @Override
      public synchronized void ended(BatchReport report) {
        told.ended(report);
      }

      @Override
      public synchronized void quarantined(String messageId, String reason) {
        told.quarantined(messageId, reason);
      }

      @Override
      public synchronized void put(EventReport report) {
        told.put(report);
      }

      @Override
      public synchronized void problem(String line) {
        told.problem(line);
      }
    };
  }
}
