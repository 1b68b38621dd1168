package io.github.standpipe.internal.bus;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a run of a bus depends on besides the event.
 *
 * @param account 12 digits
 * @param ids supplies the id of each event and message
 * @param failures why a target, by its ARN, rejects messages; empty if it accepts them
 * @param outlet what a live run reaches
 * @param histories what the custom event buses took before
 */
public record Surroundings(
    String account,
    String region,
    InstantSource clock,
    Supplier<UUID> ids,
    Function<String, Optional<DeliveryFailure>> failures,
    Outlet outlet,
    PublishHistories histories) {

  /** Surroundings that are the same in every run: a fixed time, and ids counted from 1. */
  public static Surroundings fixed(String account, String region, Instant now) {
    AtomicLong count = new AtomicLong();
    return new Surroundings(
        account,
        region,
        InstantSource.fixed(now),
        () -> new UUID(0x0000_0000_0000_4000L, 0x8000_0000_0000_0000L + count.incrementAndGet()),
        arn -> Optional.empty(),
        Outlet.NONE,
        new PublishHistories());
  }

  /** The surroundings of a live run: the system clock, and random ids. */
  public static Surroundings live(
      String account, String region, Outlet outlet, PublishHistories histories) {
    return new Surroundings(
        account,
        region,
        InstantSource.system(),
        UUID::randomUUID,
        arn -> Optional.empty(),
        outlet,
        histories);
  }

  /** The same surroundings with failing targets. */
  public Surroundings failing(Function<String, Optional<DeliveryFailure>> targets) {
    return new Surroundings(account, region, clock, ids, targets, outlet, histories);
  }

  String id() {
    return ids.get().toString();
  }
}
