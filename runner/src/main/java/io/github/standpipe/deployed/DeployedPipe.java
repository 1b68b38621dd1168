package io.github.standpipe.deployed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Arn;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A pipe as DescribePipe tells it.
 *
 * @param properties by the names of {@code AWS::Pipes::Pipe}: {@code Name}, {@code Source}, {@code
 *     SourceParameters}, and so on; values of headers and the like among them
 * @param state such as {@code RUNNING} or {@code CREATE_FAILED}
 * @param desired {@code RUNNING}, {@code STOPPED} or {@code DELETED}
 * @param reason why it is not in the desired state, in AWS's words
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

  /** Whether the state is one that passes by itself. */
  public boolean isInBetween() {
    return IN_BETWEEN.contains(state);
  }

  /** Whether the state is that of something that went wrong. */
  public boolean hasFailed() {
    return state.endsWith("_FAILED");
  }

  /** A property that is a text; empty where it is not set. */
  public String text(String property) {
    return properties.path(property).asText("");
  }

  /** What AWS's reason means and what to do, where it is known. */
  public Optional<String> advice() {
    return reason.flatMap(why -> StateReasons.advice(why, this));
  }

  /** Its tags, those that CloudFormation made among them. */
  public Map<String, String> tags() {
    Map<String, String> tags = new TreeMap<>();
    properties.path("Tags").properties().forEach(t -> tags.put(t.getKey(), t.getValue().asText()));
    return tags;
  }

  /** The stack of CloudFormation that it belongs to. */
  public Optional<String> stack() {
    return Optional.ofNullable(tags().get("aws:cloudformation:stack-name"));
  }

  /** The account that its ARN names. */
  public String account() {
    return Arn.parse(arn).map(Arn::account).orElse("");
  }
}
