package shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Enricher;
import io.github.standpipe.enrich.EnrichmentHandler;
import io.github.standpipe.enrich.Environment;
import io.github.standpipe.enrich.Verdict;

/** Makes each event richer; each gets an outcome of its own: emit, drop, quarantine or retry. */
public final class LoyaltyEnricher extends EnrichmentHandler {

  /** As Lambda makes it. */
  public LoyaltyEnricher() {
    this(Environment.ofLambda());
  }

  /** As runs on the desk make it, with the variables of the template. */
  public LoyaltyEnricher(Environment environment) {
    super(environment, Enricher.each(LoyaltyEnricher::enrich));
  }

  private static Verdict enrich(JsonNode event) {
    JsonNode id = event.at("/detail/data/id");
    if (!id.isTextual()) {
      return new Verdict.Quarantine("it has no id");
    }
    ObjectNode rich = JsonNodeFactory.instance.objectNode();
    rich.set("id", id);
    rich.set("type", event.get("detail-type"));
    rich.set("receivedAt", event.get("time"));
    return Verdict.emit(rich);
  }
}
