package io.github.standpipe.internal.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Outcome;
import io.github.standpipe.pipe.Stage;
import io.github.standpipe.pipe.Trace;
import io.github.standpipe.pipe.Trace.Fate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private final Ledger ledger = new Ledger();
  private final ReceivedRecord message =
      new ReceivedRecord("m1", "r1", Json.object(), 2, Instant.EPOCH, "");

  @Test
  void countsAMessageOnceThatIsDoneWithBeforeItsSendIsOver() {
    ledger.sending();
    ledger.received(List.of(message));
    ledger.settled(filtered());
    ledger.deleted(List.of(message));
    ledger.sent(List.of("m1"));
    ledger.sendingIsOver();

    assertThat(ledger.tally()).isEqualTo(new Tally(1, 1, 1, 1, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void countsAMessageOnceThatIsReceivedAfterItsSend() {
    ledger.sending();
    ledger.sent(List.of("m1"));
    ledger.sendingIsOver();
    ledger.received(List.of(message));
    ledger.settled(filtered());
    ledger.deleted(List.of(message));

    assertThat(ledger.tally()).isEqualTo(new Tally(1, 1, 1, 1, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void countsAMessageThatSomebodyElseSentWhileASendWasUnderWay() {
    ledger.sending();
    ledger.received(List.of(message));
    ledger.settled(filtered());
    ledger.deleted(List.of(message));
    ledger.sendingIsOver();

    assertThat(ledger.tally()).isEqualTo(new Tally(0, 1, 1, 1, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void countsAQuarantinedMessageAsThatAndNotAsDelivered() {
    ledger.sending();
    ledger.sent(List.of("m1"));
    ledger.sendingIsOver();
    ledger.received(List.of(message));
    ledger.quarantined("m1");
    ledger.settled(trace(Fate.DELIVERED, new Outcome.Delivered()));

    assertThat(ledger.tally()).isEqualTo(new Tally(1, 1, 1, 0, 0, 0, 0, 0, 0, 1));
  }

  @Test
  void forgetsTheQuarantineOfABatchThatReturns() {
    ledger.received(List.of(message));
    ledger.quarantined("m1");
    ledger.settled(trace(Fate.RETURNED, new Outcome.Returned(Stage.TARGET_INPUT, "no")));
    ledger.received(List.of(message));
    ledger.settled(trace(Fate.DELIVERED, new Outcome.Delivered()));

    assertThat(ledger.tally()).isEqualTo(new Tally(0, 1, 2, 0, 0, 1, 0, 0, 1, 0));
  }

  private static Trace filtered() {
    return trace(Fate.FILTERED, new Outcome.Discarded(Stage.FILTERED));
  }

  private static Trace trace(Fate fate, Outcome outcome) {
    return new Trace("P", Map.of(), List.of(new Trace.Record("m1", fate)), outcome, List.of());
  }
}
