package io.github.standpipe.internal.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.account.AccountCalls.Listing;
import io.github.standpipe.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the Classic buses, and the rules on them that lead to the queues of pipes. */
final class RulesOfAccount {
  private final AccountScan scan;
  private final Set<String> ends;

  /**
   * @param ends the ARNs of the queues and topics that rules are wanted for
   */
  RulesOfAccount(AccountScan scan, Set<String> ends) {
    this.scan = scan;
    this.ends = new HashSet<>(ends);
  }

  private record BusRule(String bus, JsonNode json) {
    String name() {
      return json.path("Name").asText();
    }
  }

  void read() {
    Listing buses = list(AccountAction.LIST_EVENT_BUSES, "", Json.object(), "EventBuses");
    List<BusRule> rules = new ArrayList<>();
    List<String> names = buses.items().stream().map(one -> one.path("Name").asText()).toList();
    buses.items().forEach(this::addBus);
    scan.calls().each("buses read", names, this::rules).forEach(rules::addAll);
    Map<BusRule, List<JsonNode>> targets = new java.util.LinkedHashMap<>();
    List<BusRule> candidates = candidates(names, rules);
    List<Listing> listings = scan.calls().each("rules read", candidates, this::targets);
    for (int i = 0; i < candidates.size(); i++) {
      targets.put(candidates.get(i), listings.get(i).items());
    }
    addThoseThatLead(targets);
  }

  private Listing list(AccountAction action, String subject, ObjectNode members, String items) {
    return scan.calls().list(action, subject, members, items, "NextToken");
  }

  private void addBus(JsonNode bus) {
    String arn = bus.path("Arn").asText();
    String name = bus.path("Name").asText();
    ObjectNode properties = Json.object().put("Name", name);
    scan.tree().add("AWS::Events::EventBus", "bus", name, arn, properties);
    String policy = bus.path("Policy").asText();
    if (!policy.isEmpty()) {
      ObjectNode attached = Json.object().put("EventBusName", arn);
      attached.set("Statement", AccountScan.parsed(policy));
      scan.tree().addTo(arn, "AWS::Events::EventBusPolicy", "policy of bus " + name, attached);
    }
  }

  private List<BusRule> rules(String bus) {
    ObjectNode members = AccountCalls.members("EventBusName", bus);
    return list(AccountAction.LIST_RULES, bus, members, "Rules").items().stream()
        .map(json -> new BusRule(bus, json))
        .toList();
  }

  /** The rules whose targets are asked for: all, or those of the ends if that is less to ask. */
  private List<BusRule> candidates(List<String> buses, List<BusRule> rules) {
    Set<String> asked = new HashSet<>(ends);
    buses.stream()
        .filter(name -> !name.equals("default"))
        .map(name -> scan.home().arn("events", "event-bus/" + name))
        .forEach(asked::add);
    if (rules.size() <= asked.size() * buses.size()) {
      return rules;
    }
    List<List<String>> pairs = new ArrayList<>();
    buses.forEach(bus -> asked.forEach(end -> pairs.add(List.of(bus, end))));
    Set<List<String>> found = new HashSet<>();
    scan.calls().each("targets read", pairs, this::ruleNames).forEach(found::addAll);
    return rules.stream().filter(rule -> found.contains(List.of(rule.bus(), rule.name()))).toList();
  }

  private List<List<String>> ruleNames(List<String> pair) {
    ObjectNode members =
        AccountCalls.members("EventBusName", pair.getFirst(), "TargetArn", pair.getLast());
    return list(AccountAction.LIST_RULE_NAMES_BY_TARGET, pair.getFirst(), members, "RuleNames")
        .items()
        .stream()
        .map(name -> List.of(pair.getFirst(), name.asText()))
        .toList();
  }

  private Listing targets(BusRule rule) {
    ObjectNode members = AccountCalls.members("Rule", rule.name(), "EventBusName", rule.bus());
    return list(AccountAction.LIST_TARGETS_BY_RULE, rule.name(), members, "Targets");
  }

  /** A rule that sends to a bus counts if a rule on that bus does. */
  private void addThoseThatLead(Map<BusRule, List<JsonNode>> targets) {
    boolean more = true;
    Set<BusRule> added = new HashSet<>();
    while (more) {
      more = false;
      for (Map.Entry<BusRule, List<JsonNode>> one : targets.entrySet()) {
        boolean leads =
            one.getValue().stream().anyMatch(to -> ends.contains(to.path("Arn").asText()));
        if (leads && added.add(one.getKey())) {
          ends.add(scan.home().arn("events", "event-bus/" + one.getKey().bus()));
          more = true;
        }
      }
    }
    targets.forEach((rule, all) -> {
      if (added.contains(rule)) {
        add(rule, all);
      }
    });
  }

  private void add(BusRule rule, List<JsonNode> targets) {
    ObjectNode properties =
        AccountScan.pick(
            rule.json(), "Name", "State", "EventPattern", "ScheduleExpression", "RoleArn");
    properties.put("EventBusName", rule.bus());
    AccountScan.parse(properties, "EventPattern");
    ArrayNode all = properties.putArray("Targets");
    for (JsonNode target : targets) {
      all.add(target);
      scan.wanted().add(target.path("RoleArn").asText());
      scan.wanted().add(target.path("DeadLetterConfig").path("Arn").asText());
    }
    scan.wanted().add(rule.json().path("RoleArn").asText());
    String name = rule.bus().equals("default") ? rule.name() : rule.bus() + "/" + rule.name();
    scan.tree()
        .add("AWS::Events::Rule", "rule", name, rule.json().path("Arn").asText(), properties);
  }
}
