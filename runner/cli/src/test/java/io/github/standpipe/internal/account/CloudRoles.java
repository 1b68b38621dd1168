package io.github.standpipe.internal.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.standpipe.internal.account.AccountStore.Held;
import io.github.standpipe.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What IAM answers; documents are encoded, as it does. */
record CloudRoles(AccountStore store, int page) {

  JsonNode to(AccountCloud.Call call) {
    JsonNode asked = call.members();
    String role = asked.path("RoleName").asText();
    return switch (call.operation()) {
      case "GetRole" -> of(role).map(CloudRoles::role).orElse(MissingNode.getInstance());
      case "ListRolePolicies" ->
          of(role)
              .<JsonNode>map(one ->
                  paged(
                      policies(one).stream().map(p -> p.path("PolicyName")), "PolicyNames", asked))
              .orElse(MissingNode.getInstance());
      case "GetRolePolicy" ->
          of(role).stream()
              .flatMap(one -> policies(one).stream())
              .filter(p -> p.path("PolicyName").equals(asked.path("PolicyName")))
              .findFirst()
              .<JsonNode>map(p ->
                  Json.object()
                      .put("PolicyDocument", CloudAnswers.encoded(p.path("PolicyDocument"))))
              .orElse(MissingNode.getInstance());
      case "ListAttachedRolePolicies" ->
          of(role)
              .<JsonNode>map(one -> paged(attached(one), "AttachedPolicies", asked))
              .orElse(MissingNode.getInstance());
      case "GetPolicy" -> Json.object().set("Policy", Json.object().put("DefaultVersionId", "v1"));
      case "GetPolicyVersion" ->
          store
              .of("AWS::IAM::ManagedPolicy")
              .filter(one -> one.arn().equals(asked.path("PolicyArn").asText()))
              .findFirst()
              .<JsonNode>map(one ->
                  Json.object()
                      .set(
                          "PolicyVersion",
                          Json.object()
                              .put(
                                  "Document",
                                  CloudAnswers.encoded(one.properties().path("PolicyDocument")))))
              .orElse(MissingNode.getInstance());
      default -> throw new IllegalStateException("no call " + call.permission());
    };
  }

  private Optional<Held> of(String name) {
    return store.find("AWS::IAM::Role", "RoleName", name);
  }

  private static JsonNode role(Held role) {
    ObjectNode json =
        Json.object()
            .put("RoleName", role.text("RoleName"))
            .put("Path", role.properties().path("Path").asText("/"))
            .put("Arn", role.arn());
    json.put(
        "AssumeRolePolicyDocument",
        CloudAnswers.encoded(role.properties().path("AssumeRolePolicyDocument")));
    String boundary = role.text("PermissionsBoundary");
    if (!boundary.isEmpty()) {
      json.putObject("PermissionsBoundary").put("PermissionsBoundaryArn", boundary);
    }
    return Json.object().set("Role", json);
  }

  /** Its own and those that name it from the outside. */
  private List<JsonNode> policies(Held role) {
    Stream<JsonNode> own =
        StreamSupport.stream(role.properties().path("Policies").spliterator(), false);
    Stream<JsonNode> others =
        store
            .of("AWS::IAM::Policy")
            .filter(
                one -> one.properties().path("Roles").toString().contains(role.text("RoleName")))
            .map(Held::properties);
    return Stream.concat(own, others).toList();
  }

  private static Stream<ObjectNode> attached(Held role) {
    return StreamSupport.stream(role.properties().path("ManagedPolicyArns").spliterator(), false)
        .map(arn -> Json.object().set("PolicyArn", TextNode.valueOf(arn.asText())));
  }

  private ObjectNode paged(Stream<? extends JsonNode> all, String items, JsonNode asked) {
    return new CloudAnswers(store, page).paged(all, items, asked, "Marker", "Marker");
  }
}
