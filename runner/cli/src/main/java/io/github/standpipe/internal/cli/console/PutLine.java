package io.github.standpipe.internal.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.bus.ClassicRule;
import io.github.standpipe.internal.local.EventEndpoint;
import io.github.standpipe.json.Json;
import io.github.standpipe.template.PipeDefinition;
import java.net.URI;
import java.util.Optional;

/** Shell lines that point a publisher to the endpoint of a run, and put one event. */
public final class PutLine {
  static final String VARIABLE = "AWS_ENDPOINT_URL_EVENTBRIDGE";

  private PutLine() {}

  /** Points the AWS CLI and every AWS SDK that is started in the same shell to the endpoint. */
  public static String pointing(URI endpoint) {
    return "export " + VARIABLE + "=" + endpoint;
  }

  /** Puts an event with the source and type that the rule in front of the queue matches. */
  public static String putting(RunEvents events, EventEndpoint endpoint, String region) {
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
