package io.github.standpipe.internal.host;

import io.github.standpipe.enrich.Invocation;
import io.github.standpipe.enrich.LookupObserver;
import io.github.standpipe.enrich.Quarantine;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** A run that can be repeated. */
class FixedSurroundings implements Invocation.Surroundings {
  private final Instant now;

  FixedSurroundings(Instant now) {
    this.now = now;
  }

  @Override
  public InstantSource clock() {
    return InstantSource.fixed(now);
  }

  @Override
  public Supplier<UUID> ids() {
    return () -> new UUID(0, 1);
  }

  @Override
  public Optional<Quarantine> quarantine() {
    return Optional.empty();
  }

  @Override
  public LookupObserver watch() {
    return LookupObserver.NONE;
  }
}
