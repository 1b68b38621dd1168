package io.github.standpipe.internal.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.util.HashMap;
import java.util.Map;

/**
 * The reading of one account and region.
 *
 * @param missing what is named and does not exist: the ARN, and where it is named
 */
record AccountScan(
    AccountCalls calls,
    AccountTree tree,
    AccountHome home,
    AccountNotices notices,
    Wanted wanted,
    Map<String, String> missing) {

  static AccountScan of(AccountCalls calls, AccountNotices notices, AccountHome home) {
    AccountTree tree = new AccountTree();
    Wanted wanted = new Wanted(home, notices, tree);
    return new AccountScan(calls, tree, home, notices, wanted, new HashMap<>());
  }

  /** A resource does not exist any more. */
  void isGone(String arn) {
    missing.put(arn, "does not exist");
  }

  /** Some members, as far as they are there. */
  static ObjectNode pick(JsonNode from, String... names) {
    ObjectNode picked = Json.object();
    for (String name : names) {
      JsonNode value = from.path(name);
      boolean empty =
          value.isMissingNode()
              || value.isNull()
              || value.isTextual() && value.textValue().isEmpty();
      if (!empty) {
        picked.set(name, value);
      }
    }
    return picked;
  }

  /** The JSON in a text; unknown if it is not JSON. */
  static JsonNode parsed(String text) {
    try {
      return Json.parse(text);
    } catch (JsonProcessingException e) {
      return NullNode.getInstance();
    }
  }

  /** Replaces members that are the texts of JSON by what they say. */
  static void parse(ObjectNode object, String... names) {
    for (String name : names) {
      if (object.path(name).isTextual()) {
        object.set(name, parsed(object.get(name).textValue()));
      }
    }
  }
}
