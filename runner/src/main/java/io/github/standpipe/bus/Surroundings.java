package io.github.standpipe.bus;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a run of a bus takes from outside besides the event.
 *
 * @param account 12 digits
 * @param ids gives each event and message its id
 * @param failures why a target, by its ARN, takes nothing; empty if it takes what is sent
 * @param outlet what a live run reaches
 */
public record Surroundings(
    String account,
    String region,
    InstantSource clock,
    Supplier<UUID> ids,
    Function<String, Optional<DeliveryFailure>> failures,
    Outlet outlet) {

  /** The same at every run: one moment, and ids that count from 1. */
  public static Surroundings fixed(String account, String region, Instant now) {
    AtomicLong count = new AtomicLong();
    return new Surroundings(
        account,
        region,
        InstantSource.fixed(now),
        () -> new UUID(0x0000_0000_0000_4000L, 0x8000_0000_0000_0000L + count.incrementAndGet()),
        arn -> Optional.empty(),
        Outlet.NONE);
  }

  /** Those of a live run: the machine's clock, and random ids. */
  public static Surroundings live(String account, String region, Outlet outlet) {
    return new Surroundings(
        account, region, InstantSource.system(), UUID::randomUUID, arn -> Optional.empty(), outlet);
  }

  /** The same, with targets that fail. */
  public Surroundings failing(Function<String, Optional<DeliveryFailure>> targets) {
    return new Surroundings(account, region, clock, ids, targets, outlet);
  }

  String id() {
    return ids.get().toString();
  }
}
