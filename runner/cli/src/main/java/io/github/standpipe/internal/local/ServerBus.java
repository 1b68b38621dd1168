package io.github.standpipe.internal.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.delivery.Delivery;
import io.github.standpipe.internal.delivery.EntryService;
import io.github.standpipe.json.Fault;
import io.github.standpipe.pipe.Target;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** A bus on the server that the environment names. */
public final class ServerBus implements EntryService, AutoCloseable {
  private static final String CALL = "PutEvents";

  private final Target.OfBus bus;
  private final EventBridgeClient client;

  private ServerBus(Target.OfBus bus, EventBridgeClient client) {
    this.bus = bus;
    this.client = client;
  }

  /** The bus on a server, for the region of the environment or of its ARN. */
  public static ServerBus at(URI endpoint, Servers servers, Target.OfBus bus) {
    return new ServerBus(bus, servers.eventsClient(endpoint, bus.arn()));
  }

  @Override
  public Delivery send(List<Target.Entry> entries) {
    try {
      List<PutEventsRequestEntry> requests =
          entries.stream().map(entry -> request(entry.json())).toList();
      PutEventsResponse answer = client.putEvents(put -> put.entries(requests));
      return Delivery.failing(CALL, entries, failures(entries.size(), answer));
    } catch (SdkException e) {
      return Delivery.rejecting(CALL, entries, SdkError.line(e));
    }
  }

  private static Map<Integer, String> failures(int sent, PutEventsResponse answer) {
    List<PutEventsResultEntry> results = new ArrayList<>(answer.entries());
    Map<Integer, String> failures = new TreeMap<>();
    for (int place = 0; place < sent; place++) {
      if (place >= results.size()) {
        failures.put(place, "the answer does not confirm it");
      } else if (results.get(place).eventId() == null || results.get(place).errorCode() != null) {
        failures.put(place, String.valueOf(results.get(place).errorCode()));
      }
    }
    return failures;
  }

  private PutEventsRequestEntry request(JsonNode entry) {
    PutEventsRequestEntry.Builder request =
        PutEventsRequestEntry.builder()
            .eventBusName(bus.arn())
            .source(entry.path("Source").asText())
            .detailType(entry.path("DetailType").asText())
            .detail(entry.path("Detail").asText());
    List<String> resources = new ArrayList<>();
    entry.path("Resources").forEach(one -> resources.add(one.asText()));
    if (entry.has("Time")) {
      request.time(time(entry.get("Time").asText()));
    }
    return request.resources(resources).build();
  }

  private static Instant time(String text) {
    try {
      return text.matches("-?[0-9]+")
          ? Instant.ofEpochSecond(Long.parseLong(text))
          : Instant.parse(text);
    } catch (DateTimeException e) {
      throw new Fault(CALL, "Time is not a time as RFC 3339 writes it");
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
