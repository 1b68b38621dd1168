package io.github.standpipe.internal.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the pipes themselves. */
record PipesOfAccount(AccountCalls calls, PipeSelection selection) {
  private static final String ALL = "/v1/pipes";
  private static final Set<String> NOT_PROPERTIES =
      Set.of("Arn", "CurrentState", "StateReason", "CreationTime", "LastModifiedTime");
  private static final Set<String> SECRET =
      Set.of("HeaderParameters", "QueryStringParameters", "Environment");

  /**
   * The pipes that are asked for, as DescribePipe returns them, in the order of their names.
   *
   * @throws Fault if the pipes cannot be listed, or one of the names does not exist
   */
  List<JsonNode> read() {
    return calls.each("pipes read", names(), this::describe).stream()
        .flatMap(List::stream)
        .toList();
  }

  private List<String> names() {
    if (!selection.names().isEmpty()) {
      return selection.names().stream().sorted().toList();
    }
    AccountCalls.Listing listing =
        AccountCalls.list(
            next -> {
              Map<String, String> query = new HashMap<>();
              next.ifPresent(token -> query.put("NextToken", token));
              selection.prefix().ifPresent(prefix -> query.put("NamePrefix", prefix));
              query.put("Limit", "100");
              return calls.get(AccountAction.LIST_PIPES, "", ALL, query);
            },
            "Pipes",
            "NextToken");
    if (!listing.whole()) {
      throw new Fault("the pipes cannot be listed", calls.why());
    }
    return listing.items().stream()
        .map(one -> one.path("Name").asText())
        .filter(name -> selection.prefix().map(name::startsWith).orElse(true))
        .sorted()
        .toList();
  }

  /** One that is deleted meanwhile is left out. */
  private List<JsonNode> describe(String name) {
    AccountAnswer answer =
        calls.get(
            AccountAction.DESCRIBE_PIPE, name, ALL + "/" + ApiProtocol.encoded(name), Map.of());
    if (answer.isMissing() && selection.names().contains(name)) {
      throw new Fault(name, "does not exist in this account and region; check --pipe");
    }
    return answer.found().stream().toList();
  }

  /** The properties of {@code AWS::Pipes::Pipe}; what may be a secret is unknown. */
  static ObjectNode properties(JsonNode described) {
    ObjectNode properties = (ObjectNode) without(described);
    properties.remove(NOT_PROPERTIES);
    if (properties.path("Tags") instanceof ObjectNode tags) {
      List<String> own = new ArrayList<>();
      tags.fieldNames().forEachRemaining(own::add);
      own.removeIf(name -> !name.startsWith("aws:"));
      tags.remove(own);
      if (tags.isEmpty()) {
        properties.remove("Tags");
      }
    }
    return properties;
  }

  private static JsonNode without(JsonNode value) {
    return switch (value) {
      case ObjectNode object -> {
        ObjectNode rest = Json.object();
        object
            .properties()
            .forEach(one -> {
              if (!one.getValue().isNull()) {
                boolean hidden = SECRET.contains(one.getKey());
                rest.set(one.getKey(), hidden ? NullNode.getInstance() : without(one.getValue()));
              }
            });
        yield rest;
      }
      case ArrayNode list -> {
        ArrayNode rest = Json.array();
        list.forEach(item -> rest.add(without(item)));
        yield rest;
      }
      default -> value;
    };
  }
}
