package io.github.standpipe.internal.deployed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.pipes.PipesClient;
import software.amazon.awssdk.services.pipes.model.CreatePipeRequest;
import software.amazon.awssdk.services.pipes.model.DescribePipeResponse;
import software.amazon.awssdk.services.pipes.model.NotFoundException;
import software.amazon.awssdk.services.pipes.model.UpdatePipeRequest;

/** The pipes of an account in one region. */
public final class DeployedPipes implements AutoCloseable {
  private static final List<String> NO_PROPERTIES =
      List.of("Arn", "CurrentState", "StateReason", "CreationTime", "LastModifiedTime");
  private static final int PAGE = 100;
  private static final String LOGICAL_ID = "aws:cloudformation:logical-id";

  private final PipesClient client;
  private final String region;

  DeployedPipes(PipesClient client, String region) {
    this.client = client;
    this.region = region;
  }

  /**
   * The pipe with a name.
   *
   * @throws Fault if it does not exist, or AWS rejects the call
   */
  public DeployedPipe describe(String name) {
    return find(name)
        .orElseThrow(() ->
            new Fault(
                name,
                "the pipe does not exist in "
                    + region
                    + "; check its name, --region and --profile"));
  }

  /**
   * The pipe with a name, if it exists.
   *
   * @throws Fault if AWS rejects the call
   */
  public Optional<DeployedPipe> find(String name) {
    try {
      return Optional.of(pipe(client.describePipe(p -> p.name(name))));
    } catch (NotFoundException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw SdkFailure.of(e, "pipes:DescribePipe", name);
    }
  }

  /**
   * The only pipe that CloudFormation created from a resource.
   *
   * @param stack the stack's name, if it is known
   * @throws Fault if there is none, or more than one: the message lists them
   */
  public DeployedPipe ofLogicalId(String logicalId, Optional<String> stack) {
    List<String> names =
        all().entrySet().stream()
            .filter(pipe -> isOf(pipe, logicalId, stack))
            .map(Map.Entry::getKey)
            .toList();
    if (names.size() == 1) {
      return describe(names.getFirst());
    }
    throw new Fault(
        logicalId,
        names.isEmpty()
            ? "no pipe in " + region + " has CloudFormation tags for it; give the name of the pipe"
            : "more than one pipe was created from it: "
                + String.join(", ", names)
                + "; give one's name");
  }

  private boolean isOf(Map.Entry<String, String> pipe, String logicalId, Optional<String> stack) {
    Map<String, String> tags =
        call(
            "pipes:ListTagsForResource",
            pipe.getKey(),
            () -> client.listTagsForResource(t -> t.resourceArn(pipe.getValue())).tags());
    return logicalId.equals(tags.get(LOGICAL_ID))
        && stack.map(s -> s.equals(tags.get("aws:cloudformation:stack-name"))).orElse(true);
  }

  /** The ARNs of all pipes by name. */
  private Map<String, String> all() {
    Map<String, String> arns = new TreeMap<>();
    call(
        "pipes:ListPipes",
        region,
        () -> {
          client
              .listPipesPaginator(l -> l.limit(PAGE))
              .pipes()
              .forEach(pipe -> arns.put(pipe.name(), pipe.arn()));
          return arns;
        });
    return arns;
  }

  /** Starts the creation of a pipe; {@code properties} include its name. */
  String create(ObjectNode properties) {
    String name = properties.path("Name").asText();
    CreatePipeRequest.Builder request =
        Model.fill(
            CreatePipeRequest.builder(),
            properties,
            path -> {
              throw new Fault(path, "AWS does not have this property; check its name");
            });
    return call(
        "pipes:CreatePipe", name, () -> client.createPipe(request.build()).currentStateAsString());
  }

  /** Starts an update of a pipe, without properties that cannot be updated. */
  String update(String name, ObjectNode properties) {
    UpdatePipeRequest.Builder request = updating(properties, path -> {}).name(name);
    return call(
        "pipes:UpdatePipe", name, () -> client.updatePipe(request.build()).currentStateAsString());
  }

  /** The paths of the properties that cannot be updated, and so stay as they are. */
  static List<String> fixed(ObjectNode properties) {
    List<String> paths = new ArrayList<>();
    updating(properties, paths::add);
    return paths;
  }

  private static UpdatePipeRequest.Builder updating(
      ObjectNode properties, Consumer<String> lacking) {
    ObjectNode changing = properties.deepCopy().without(List.of("Name", "Source", "Tags"));
    return Model.fill(UpdatePipeRequest.builder(), changing, lacking);
  }

  /** Sets some tags, and removes others. */
  void tag(DeployedPipe pipe, Map<String, String> set, List<String> removed) {
    if (!set.isEmpty()) {
      call(
          "pipes:TagResource",
          pipe.name(),
          () -> client.tagResource(t -> t.resourceArn(pipe.arn()).tags(set)));
    }
    if (!removed.isEmpty()) {
      call(
          "pipes:UntagResource",
          pipe.name(),
          () -> client.untagResource(t -> t.resourceArn(pipe.arn()).tagKeys(removed)));
    }
  }

  /** Starts a pipe without waiting. */
  public void start(String name) {
    call("pipes:StartPipe", name, () -> client.startPipe(p -> p.name(name)));
  }

  /** Stops a pipe without waiting. */
  public void stop(String name) {
    call("pipes:StopPipe", name, () -> client.stopPipe(p -> p.name(name)));
  }

  /** Deletes a pipe without waiting. */
  public void delete(String name) {
    call("pipes:DeletePipe", name, () -> client.deletePipe(p -> p.name(name)));
  }

  private static <T> T call(String action, String name, Supplier<T> call) {
    return SdkFailure.translated(action, name, call);
  }

  private static DeployedPipe pipe(DescribePipeResponse response) {
    ObjectNode properties = Model.json(response).without(NO_PROPERTIES);
    return new DeployedPipe(
        response.name(),
        response.arn(),
        properties,
        response.currentStateAsString(),
        response.desiredStateAsString(),
        Optional.ofNullable(response.stateReason()).filter(reason -> !reason.isBlank()),
        Optional.ofNullable(response.creationTime()),
        Optional.ofNullable(response.lastModifiedTime()));
  }

  @Override
  public void close() {
    client.close();
  }
}
