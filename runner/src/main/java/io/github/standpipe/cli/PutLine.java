package io.github.standpipe.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.bus.ClassicRule;
import io.github.standpipe.enrich.Json;
import io.github.standpipe.local.EventEndpoint;
import io.github.standpipe.template.PipeDefinition;
import java.net.URI;
import java.util.Optional;

/** Lines for the shell that let a publisher reach the endpoint of a run, and put one event. */
final class PutLine {
  static final String VARIABLE = "AWS_ENDPOINT_URL_EVENTBRIDGE";

  private PutLine() {}

  /** Points the AWS CLI and every SDK of AWS that is started in the same shell to the endpoint. */
  static String pointing(URI endpoint) {
    return "export " + VARIABLE + "=" + endpoint;
  }

  /** Puts an event whose source and type are those that the rule in front of the queue asks for. */
  static String putting(RunEvents events, EventEndpoint endpoint, String region) {
    return "AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local aws events put-events"
        + " --endpoint-url "
        + endpoint.uri()
        + " --region "
        + region
        + " --entries '["
        + Json.text(sample(events, endpoint)).replace("'", "'\\''")
        + "]'";
  }

  private static ObjectNode sample(RunEvents events, EventEndpoint endpoint) {
    PipeDefinition pipe = events.pipe();
    Optional<ClassicRule> rule =
        events.feeders().rules().stream()
            .filter(
                one -> one.targets().stream().anyMatch(to -> to.arn().equals(pipe.queue().arn())))
            .findFirst();
    JsonNode pattern =
        rule.flatMap(ClassicRule::pattern).map(one -> one.json()).orElse(Json.object());
    String bus =
        rule.map(ClassicRule::busArn)
            .map(arn -> arn.substring(arn.lastIndexOf('/') + 1))
            .orElseGet(endpoint.buses()::getFirst);
    return Json.object()
        .put("EventBusName", bus)
        .put("Source", first(pattern.path("source"), "my.application"))
        .put("DetailType", first(pattern.path("detail-type"), "Something happened"))
        .put("Detail", "{}");
  }

  private static String first(JsonNode values, String otherwise) {
    return values.path(0).isTextual() ? values.get(0).textValue() : otherwise;
  }
}
