package io.github.standpipe.internal.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.local.SignedHttp.Outgoing;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How a service is asked, and how it answers. */
enum ApiProtocol {
  /** {@code X-Amz-Target}, JSON both ways. */
  JSON,
  /** A form, answered in XML. */
  QUERY,
  /** A path and a query, answered in JSON. */
  REST,
  /** A path and a query, answered in XML. */
  REST_XML,
  /** A path by operation, CBOR both ways. */
  CBOR;

  private static final byte[] NOTHING = {};

  static ApiProtocol of(AccountService service) {
    return switch (service) {
      case SQS, EVENTS, STATES, LOGS, KMS -> JSON;
      case SNS, IAM, CLOUDWATCH -> QUERY;
      case PIPES, LAMBDA, SCHEDULER -> REST;
      case S3 -> REST_XML;
      case EVENTS_V2 -> CBOR;
    };
  }

  /** A call with members; those of a query are texts. */
  static Outgoing request(AccountAction action, ObjectNode members) {
    AccountService service = action.service();
    return switch (of(service)) {
      case JSON -> {
        boolean old = service == AccountService.SQS || service == AccountService.STATES;
        yield post(
            "/",
            Map.of(
                "Content-Type",
                "application/x-amz-json-" + (old ? "1.0" : "1.1"),
                "X-Amz-Target",
                service.protocol() + "." + action.operation()),
            Json.bytes(members));
      }
      case QUERY ->
          post(
              "/",
              Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
              form(action, members));
      case CBOR ->
          post(
              service.protocol() + action.operation(),
              Map.of(
                  "Content-Type",
                  "application/cbor",
                  "Accept",
                  "application/cbor",
                  "smithy-protocol",
                  "rpc-v2-cbor"),
              CborJson.write(members));
      case REST, REST_XML -> throw new IllegalArgumentException(action + " has a path");
    };
  }

  /** A call that is a path and parameters. */
  static Outgoing get(String path, Map<String, String> query) {
    return new Outgoing("GET", path, query, Map.of(), NOTHING);
  }

  private static Outgoing post(String path, Map<String, String> headers, byte[] body) {
    return new Outgoing("POST", path, Map.of(), headers, body);
  }

  private static byte[] form(AccountAction action, ObjectNode members) {
    Map<String, String> form = new TreeMap<>();
    form.put("Action", action.operation());
    form.put("Version", action.service().protocol());
    members.properties().forEach(one -> form.put(one.getKey(), one.getValue().asText()));
    return form.entrySet().stream()
        .map(one -> one.getKey() + "=" + encoded(one.getValue()))
        .collect(Collectors.joining("&"))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** A text as one part of a path or a form. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /**
   * An answer as JSON.
   *
   * @throws IOException if it is not in this protocol
   */
  JsonNode read(byte[] body) throws IOException {
    if (body.length == 0) {
      return Json.object();
    }
    return switch (this) {
      case JSON, REST -> Json.parse(body);
      case REST_XML -> XmlJson.read(body);
      case QUERY -> {
        JsonNode answer = XmlJson.read(body);
        yield answer.properties().stream()
            .filter(one -> one.getKey().endsWith("Result"))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(answer);
      }
      case CBOR -> CborJson.read(body);
    };
  }
}
