package io.github.standpipe.internal.bus;

import io.github.standpipe.internal.bus.BusTrace.Decision;
import io.github.standpipe.internal.bus.BusTrace.Route;
import io.github.standpipe.internal.bus.Listeners.UnreadListener;
import io.github.standpipe.json.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Collects what listens on each bus or topic of a template (rule {@code bus-conditions}). What
 * cannot be read of one does not stand in the way of the others.
 *
 * @param <T> what listens
 * @param <E> what it listens to
 */
final class ListenersByBus<T, E> {
  private final Reading reading;
  private final Reader<T, E> reader;
  private final Map<String, List<T>> read = new LinkedHashMap<>();
  private final Map<String, List<Route>> absent = new LinkedHashMap<>();
  private final Map<String, List<UnreadListener<E>>> unread = new LinkedHashMap<>();
  private final List<FeederResource> onUnknown = new ArrayList<>();

  /**
   * Nothing yet.
   *
   * @param reading whether one that cannot be read stands in the way of what it may take
   */
  ListenersByBus(Reading reading, Reader<T, E> reader) {
    this.reading = reading;
    this.reader = reader;
  }

  /** A bus that the template declares, on which nothing may listen. */
  void bus(String arn) {
    read.computeIfAbsent(arn, a -> new ArrayList<>());
  }

  /** How a kind of listener is read. */
  interface Reader<T, E> {

    /** The ARN of the bus that it listens on. */
    String bus(FeederResource listener);

    T listener(FeederResource listener);

    /** Whether a listener that cannot be read as a whole takes an event. */
    Decision decide(FeederResource listener, E event);
  }

  void add(FeederResource listener) {
    add(listener, reader);
  }

  /** One that is read in another way than the others. */
  void add(FeederResource listener, Reader<T, E> by) {
    Optional<String> bus = known(() -> by.bus(listener));
    if (bus.isEmpty()) {
      onUnknown.add(listener);
      return;
    }
    bus(bus.get());
    try {
      read.getOrDefault(bus.get(), List.of()).add(by.listener(listener));
    } catch (Fault e) {
      if (reading == Reading.STRICT) {
        unread
            .computeIfAbsent(bus.get(), arn -> new ArrayList<>())
            .add(new UnreadListener<>(e, event -> rejection(listener, by, event)));
      }
    }
  }

  /** One that a false condition leaves out, if its bus is there. */
  void addAbsent(FeederResource listener) {
    known(() -> reader.bus(listener))
        .filter(read::containsKey)
        .ifPresent(bus -> absent(bus, off(listener, listener.condition())));
  }

  private void absent(String bus, Route route) {
    absent.computeIfAbsent(bus, arn -> new ArrayList<>()).add(route);
  }

  private static Route elsewhere(FeederResource listener) {
    return off(listener, "its bus is not known here, so it is taken to listen on another one");
  }

  private static Route off(FeederResource listener, String reason) {
    return new Route(listener.where(), new Decision.Off(reason), List.of(), List.of());
  }

  private Optional<Route> rejection(FeederResource listener, Reader<T, E> by, E event) {
    return known(() -> by.decide(listener, event))
        .filter(
            decision -> decision instanceof Decision.Rejected || decision instanceof Decision.Off)
        .map(decision -> new Route(listener.where(), decision, List.of(), List.of()));
  }

  private static <V> Optional<V> known(Supplier<V> value) {
    try {
      return Optional.of(value.get());
    } catch (Fault e) {
      return Optional.empty();
    }
  }

  /** The listeners of each bus, and the buses themselves that cannot be read. */
  <B> ByName<B> byName(
      Map<String, Fault> unreadBuses, Function<String, Function<Listeners<T, E>, B>> of) {
    onUnknown.forEach(one -> read.keySet().forEach(arn -> absent(arn, elsewhere(one))));
    Map<String, B> buses = new LinkedHashMap<>();
    read.forEach((arn, all) ->
        buses.put(
            arn,
            of.apply(arn)
                .apply(
                    new Listeners<>(
                        all,
                        absent.getOrDefault(arn, List.of()),
                        unread.getOrDefault(arn, List.of())))));
    return new ByName<>(buses, unreadBuses);
  }
}
