package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Makes a batch of events richer and gives each event a verdict of its own.
 *
 * <p>An event is what a record's body says, parsed; in a pipe with an input template it is the
 * rendered item.
 */
@FunctionalInterface
public interface Enricher {

  /**
   * Gives one verdict for each event, in the events' order.
   *
   * @throws Fault when nothing can be said of single events, such as a look-up that did not answer;
   *     the whole batch then returns to its queue. At any other exception smaller batches are
   *     tried, until the event is found that it is about, which has then failed.
   */
  List<Verdict> enrich(List<JsonNode> events);
}
