package io.github.standpipe.internal.bus;

import io.github.standpipe.internal.bus.BusTrace.Route;
import io.github.standpipe.json.Fault;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What listens on one bus or topic, in the order of the template.
 *
 * @param <T> what listens: a rule, a subscriber or a subscription
 * @param <E> what it listens to
 * @param absent those that a false condition leaves out
 * @param unread those that cannot be read here
 */
record Listeners<T, E>(List<T> read, List<Route> absent, List<UnreadListener<E>> unread) {

  Listeners {
    read = List.copyOf(read);
    absent = List.copyOf(absent);
    unread = List.copyOf(unread);
  }

  static <T, E> Listeners<T, E> none() {
    return new Listeners<>(List.of(), List.of(), List.of());
  }

  /**
   * One of which something cannot be read. It stands in the way of an event only if it may take it.
   *
   * @param rejection its route if what can be read of it is enough to reject an event
   */
  record UnreadListener<E>(Fault fault, Function<E, Optional<Route>> rejection) {

    Route route(E event) {
      return rejection.apply(event).orElseThrow(() -> fault);
    }
  }

  /**
   * A route for each.
   *
   * @throws Fault for one that cannot be read and may take the event
   */
  List<Route> routes(E event, Function<T, Route> of) {
    Stream<Route> others =
        Stream.concat(absent.stream(), unread.stream().map(one -> one.route(event)));
    return Stream.concat(read.stream().map(of), others).toList();
  }
}
