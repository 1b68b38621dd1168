package io.github.standpipe.internal.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Reads the keys that encrypt what pipes use, each once. */
final class KeysOfAccount {
  private final AccountScan scan;
  private final Map<String, String> arns = new HashMap<>();
  private final Set<String> added = new HashSet<>();

  KeysOfAccount(AccountScan scan) {
    this.scan = scan;
  }

  /** Reads the key that a property names by its id, its ARN or an alias; it then has the ARN. */
  void of(ObjectNode properties, String name) {
    String key = properties.path(name).asText();
    boolean ofAws = key.contains("alias/aws/");
    boolean there = key.startsWith("arn:") && !scan.home().has(key);
    if (!key.isEmpty() && !ofAws && !there) {
      properties.put(name, arns.computeIfAbsent(key, this::read));
    }
  }

  /** The ARN of a key; the text itself if the key may not be read. */
  private String read(String key) {
    AccountAnswer answer =
        scan.calls().call(AccountAction.DESCRIBE_KEY, key, AccountCalls.members("KeyId", key));
    return answer.found().map(json -> add(json.path("KeyMetadata"))).orElse(key);
  }

  private String add(JsonNode metadata) {
    String arn = metadata.path("Arn").asText();
    if (metadata.path("KeyManager").asText().equals("AWS")) {
      return "alias/aws/sqs"; // one that AWS manages, whichever alias it has
    }
    if (added.add(arn)) {
      ObjectNode properties = Json.object();
      ObjectNode members = AccountCalls.members("KeyId", arn, "PolicyName", "default");
      scan.calls()
          .call(AccountAction.GET_KEY_POLICY, metadata.path("KeyId").asText(), members)
          .found()
          .ifPresentOrElse(
              json -> properties.set("KeyPolicy", AccountScan.parsed(json.path("Policy").asText())),
              () -> properties.putNull("KeyPolicy"));
      scan.tree().add("AWS::KMS::Key", "key", metadata.path("KeyId").asText(), arn, properties);
    }
    return arn;
  }
}
