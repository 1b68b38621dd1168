package io.github.standpipe.internal.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import io.github.standpipe.template.Place;
import io.github.standpipe.template.Template;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The resources of an account as those of a template. A logical id is the kind and the name, such
 * as {@code queue orders}; a null among the properties is a value that could not be read.
 */
final class AccountTree {
  private final ObjectNode resources = Json.object();
  private final Map<String, Place> places = new HashMap<>();
  private final Map<String, String> values = new TreeMap<>();
  private final Map<String, String> arns = new LinkedHashMap<>();

  /** Adds one with an ARN; returns its logical id. */
  String add(String type, String kind, String name, String arn, ObjectNode properties) {
    String id = put(type, kind + " " + name, arn, properties);
    arns.put(id, arn);
    values.put(id + ".Arn", arn);
    return id;
  }

  /** Adds what belongs to another resource, such as its policy. */
  void addTo(String arn, String type, String what, ObjectNode properties) {
    put(type, what, arn, properties);
  }

  /** What {@code Ref} of a resource is, if it is not its name. */
  void ref(String id, String value) {
    values.put(id + ".Ref", value);
  }

  /** A policy about a resource that could not be read, so that it may allow and deny anything. */
  void unknownPolicy(String arn) {
    ObjectNode properties = Json.object().putNull("PolicyDocument");
    properties.putArray("Queues").add(arn);
    put("AWS::SQS::QueuePolicy", "policy of " + arn, arn, properties);
  }

  private String put(String type, String name, String arn, ObjectNode properties) {
    String id = name;
    for (int i = 2; resources.has(id); i++) {
      id = name + " #" + i;
    }
    resources.putObject(id).put("Type", type).set("Properties", properties);
    places.put(id, new Place(arn, 0, 0));
    return id;
  }

  /** The ARNs of the resources that have one, by logical id, in the order in which they came. */
  Map<String, String> arns() {
    return Collections.unmodifiableMap(arns);
  }

  /** What each resource says, by logical id. */
  Iterable<Map.Entry<String, JsonNode>> resources() {
    return resources.properties();
  }

  /** What is given for {@code ID.Arn} and {@code ID.Ref}. */
  Map<String, String> values() {
    return Collections.unmodifiableMap(values);
  }

  Template template(String name, AccountHome home) {
    Map<String, String> given = new HashMap<>(values);
    given.putAll(home.pseudo());
    return Template.of(Path.of(name), resources, places, given);
  }
}
