package shop;

import io.github.standpipe.enrich.Verdict;
import io.github.standpipe.testing.EnricherRun;
import io.github.standpipe.testing.EnricherTester;
import org.junit.jupiter.api.Test;

class LoyaltyEnricherTest {

  private static EnricherRun run(String event) {
    return EnricherTester.of(LoyaltyEnricher.class).run(event);
  }

  @Test
  void enrichesAnEvent() {
    EnricherRun run =
        run(
            """
            {
              "detail-type": "LoyaltyRequested",
              "time": "2026-01-01T09:30:00Z",
              "detail": { "data": { "id": "1001" } }
            }
            """);
    run.expectEvents(
        """
        [{ "id": "1001", "type": "LoyaltyRequested", "receivedAt": "2026-01-01T09:30:00Z" }]
        """);
  }

  @Test
  void quarantinesAnEventWithoutAnId() {
    EnricherRun run = run("{\"detail\": {\"data\": {}}}");
    run.expectVerdicts(new Verdict.Quarantine("it has no id"));
  }
}
