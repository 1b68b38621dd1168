package io.github.standpipe.internal.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.account.AccountCalls.Listing;
import io.github.standpipe.json.Arn;
import io.github.standpipe.json.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads roles with their policies, and the managed policies of the account. */
record RolesOfAccount(AccountScan scan) {

  private record Answers(String arn, AccountAnswer role, JsonNode policies, JsonNode managed) {}

  /** Reads roles by their ARNs. */
  void read(List<String> arns) {
    scan.calls().each("roles read", arns, this::read).forEach(this::add);
  }

  private Answers read(String arn) {
    String name = name(arn);
    AccountAnswer role =
        scan.calls().call(AccountAction.GET_ROLE, name, AccountCalls.members("RoleName", name));
    return role.found().isEmpty()
        ? new Answers(arn, role, Json.array(), Json.array())
        : new Answers(arn, role, policies(name), managed(name));
  }

  private static String name(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  /** The policies of the role itself; one that may not be read is unknown. */
  private JsonNode policies(String role) {
    Listing names =
        scan.calls()
            .list(
                AccountAction.LIST_ROLE_POLICIES,
                role,
                AccountCalls.members("RoleName", role),
                "PolicyNames",
                "Marker");
    ArrayNode policies = Json.array();
    for (JsonNode name : names.items()) {
      ObjectNode policy = policies.addObject().put("PolicyName", name.asText());
      policy.set(
          "PolicyDocument",
          scan.calls()
              .call(
                  AccountAction.GET_ROLE_POLICY,
                  role,
                  AccountCalls.members("RoleName", role, "PolicyName", name.asText()))
              .found()
              .map(json -> document(json.path("PolicyDocument").asText()))
              .orElse(NullNode.getInstance()));
    }
    if (!names.whole()) {
      policies.addObject().putNull("PolicyDocument");
    }
    return policies;
  }

  private JsonNode managed(String role) {
    Listing attached =
        scan.calls()
            .list(
                AccountAction.LIST_ATTACHED_ROLE_POLICIES,
                role,
                AccountCalls.members("RoleName", role),
                "AttachedPolicies",
                "Marker");
    ArrayNode arns = Json.array();
    attached.items().forEach(one -> arns.add(one.path("PolicyArn").asText()));
    if (!attached.whole()) {
      arns.addNull();
    }
    return arns;
  }

  /** In these APIs a document is encoded like a part of a URL. */
  private static JsonNode document(String text) {
    return AccountScan.parsed(
        text.startsWith("%") ? URLDecoder.decode(text, StandardCharsets.UTF_8) : text);
  }

  private void add(Answers answers) {
    if (answers.role().isMissing()) {
      scan.isGone(answers.arn());
    }
    answers.role().found().map(json -> json.path("Role")).ifPresent(role -> add(answers, role));
  }

  private void add(Answers answers, JsonNode role) {
    ObjectNode properties = Json.object().put("RoleName", name(answers.arn()));
    properties.put("Path", role.path("Path").asText("/"));
    properties.set(
        "AssumeRolePolicyDocument", document(role.path("AssumeRolePolicyDocument").asText()));
    if (!answers.policies().isEmpty()) {
      properties.set("Policies", answers.policies());
    }
    if (!answers.managed().isEmpty()) {
      properties.set("ManagedPolicyArns", answers.managed());
      answers.managed().forEach(arn -> scan.wanted().add(arn.asText()));
    }
    String boundary = role.path("PermissionsBoundary").path("PermissionsBoundaryArn").asText("");
    if (!boundary.isEmpty()) {
      properties.put("PermissionsBoundary", boundary);
      scan.wanted().add(boundary);
    }
    scan.tree()
        .add(
            "AWS::IAM::Role",
            "role",
            Arn.of(answers.arn()).resource().replaceFirst("^role/", ""),
            answers.arn(),
            properties);
  }

  /** Reads managed policies by their ARNs. */
  void readPolicies(List<String> arns) {
    List<JsonNode> documents = scan.calls().each("policies read", arns, this::policy);
    for (int i = 0; i < arns.size(); i++) {
      ObjectNode properties = Json.object();
      properties.set("PolicyDocument", documents.get(i));
      scan.tree()
          .add(
              "AWS::IAM::ManagedPolicy",
              "policy",
              Arn.of(arns.get(i)).resource().replaceFirst("^policy/", ""),
              arns.get(i),
              properties);
    }
  }

  private JsonNode policy(String arn) {
    return scan.calls()
        .call(AccountAction.GET_POLICY, name(arn), AccountCalls.members("PolicyArn", arn))
        .found()
        .map(json -> json.path("Policy").path("DefaultVersionId").asText())
        .flatMap(version ->
            scan.calls()
                .call(
                    AccountAction.GET_POLICY_VERSION,
                    name(arn),
                    AccountCalls.members("PolicyArn", arn, "VersionId", version))
                .found())
        .map(json -> document(json.path("PolicyVersion").path("Document").asText()))
        .orElse(NullNode.getInstance());
  }
}
