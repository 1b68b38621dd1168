package io.github.standpipe.internal.bus;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What was published on each custom event bus, from outside or by another bus. */
public final class PublishHistories {
  private final Map<String, PublishHistory> byBus = new ConcurrentHashMap<>();

  PublishHistory of(String busArn) {
    return byBus.computeIfAbsent(busArn, arn -> new PublishHistory());
  }
}
