package io.github.standpipe.internal.deployed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Arn;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A pipe as DescribePipe returns it.
 *
 * @param properties by the names of {@code AWS::Pipes::Pipe}: {@code Name}, {@code Source}, {@code
 *     SourceParameters}, and so on, including secret ones such as values of headers
 * @param state such as {@code RUNNING} or {@code CREATE_FAILED}
 * @param desired {@code RUNNING}, {@code STOPPED} or {@code DELETED}
 * @param reason AWS's reason why it is not in the desired state
 */
public record DeployedPipe(
    String name,
    String arn,
    ObjectNode properties,
    String state,
    String desired,
    Optional<String> reason,
    Optional<Instant> created,
    Optional<Instant> modified) {
  private static final Set<String> IN_BETWEEN =
      Set.of("CREATING", "UPDATING", "DELETING", "STARTING", "STOPPING");

  /** Whether the state is transitional. */
  public boolean isInBetween() {
    return IN_BETWEEN.contains(state);
  }

  /** Whether the state is a failure. */
  public boolean hasFailed() {
    return state.endsWith("_FAILED");
  }

  /** A text property; empty if it is not set. */
  public String text(String property) {
    return properties.path(property).asText("");
  }

  /** What AWS's reason means and what to do, if known. */
  public Optional<String> advice() {
    return reason.flatMap(why -> StateReasons.advice(why, this));
  }

  /** Its tags, including those of CloudFormation. */
  public Map<String, String> tags() {
    Map<String, String> tags = new TreeMap<>();
    properties.path("Tags").properties().forEach(t -> tags.put(t.getKey(), t.getValue().asText()));
    return tags;
  }

  /** The CloudFormation stack that it belongs to. */
  public Optional<String> stack() {
    return Optional.ofNullable(tags().get("aws:cloudformation:stack-name"));
  }

  /** The account in its ARN. */
  public String account() {
    return Arn.parse(arn).map(Arn::account).orElse("");
  }
}
