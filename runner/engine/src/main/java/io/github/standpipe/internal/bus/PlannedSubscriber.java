package io.github.standpipe.internal.bus;

import io.github.standpipe.internal.bus.SubscriberFilter.FilterText;
import io.github.standpipe.internal.shape.Shape;
import io.github.standpipe.json.Fault;
import java.util.List;
import java.util.Optional;

/**
 * A subscriber of a custom event bus that is not in a template yet.
 *
 * @param pattern its filter of the scope DATA
 * @param expression its JSONata, with {@code {%} and {@code %}}; empty for RAW
 */
public record PlannedSubscriber(String pattern, Optional<String> expression) {

  /**
   * The shape of the bodies that it makes of events of PutEvents; empty if it passes none.
   *
   * @throws Fault for a pattern that CreateSubscriber refuses
   */
  public Optional<Shape> body() {
    SubscriberFilter filter =
        SubscriberFilter.parse(List.of(new FilterText("DATA", pattern)), "the filter");
    SubscriberTransformer transformer =
        expression
            .<SubscriberTransformer>map(SubscriberTransformer.Expression::new)
            .orElseGet(SubscriberTransformer.Raw::new);
    return SubscriberShapes.ofEnvelopes(filter, transformer).body();
  }
}
