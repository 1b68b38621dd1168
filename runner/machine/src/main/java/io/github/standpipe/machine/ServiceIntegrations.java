package io.github.standpipe.machine;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The calls with optimised integrations in Step Functions, as its guide lists them, with the
 * patterns that each one supports besides request and response.
 */
final class ServiceIntegrations {
  private static final String TOKEN_PATTERN = ".waitForTaskToken";
  private static final Set<String> NONE = Set.of("");
  private static final Set<String> TOKEN = Set.of("", TOKEN_PATTERN);
  private static final Set<String> JOB = Set.of("", ".sync");
  private static final Set<String> JOB_OR_TOKEN = Set.of("", ".sync", TOKEN_PATTERN);

  private static final Map<String, Set<String>> PATTERNS = new HashMap<>();

  private ServiceIntegrations() {}

  private static void add(Set<String> patterns, String service, String... operations) {
    for (String operation : operations) {
      PATTERNS.put(service + ":" + operation, patterns);
    }
  }

  static {
    add(TOKEN, "lambda", "invoke");
    add(TOKEN, "apigateway", "invoke");
    add(TOKEN, "events", "putEvents");
    add(TOKEN, "sns", "publish");
    add(TOKEN, "sqs", "sendMessage");
    add(NONE, "http", "invoke");
    add(NONE, "dynamodb", "getItem", "putItem", "updateItem", "deleteItem");
    add(Set.of("", ".sync", ".sync:2", TOKEN_PATTERN), "states", "startExecution");
    add(JOB_OR_TOKEN, "ecs", "runTask");
    add(JOB, "batch", "submitJob");
    add(JOB, "glue", "startJobRun");
    add(JOB, "databrew", "startJobRun");
    add(JOB, "mediaconvert", "createJob");
    add(JOB, "athena", "startQueryExecution");
    add(NONE, "athena", "stopQueryExecution", "getQueryExecution", "getQueryResults");
    add(TOKEN, "bedrock", "invokeModel");
    add(JOB, "bedrock", "createModelCustomizationJob");
    add(JOB, "codebuild", "startBuild", "startBuildBatch", "retryBuildBatch");
    add(NONE, "codebuild", "stopBuild", "batchDeleteBuilds", "batchGetReports");
    add(NONE, "codebuild", "stopBuildBatch", "deleteBuildBatch");
    add(JOB, "eks", "createCluster", "deleteCluster", "createFargateProfile");
    add(JOB, "eks", "deleteFargateProfile", "createNodegroup", "deleteNodegroup", "runJob");
    add(NONE, "eks", "call");
    add(JOB, "elasticmapreduce", "createCluster", "terminateCluster", "addStep");
    add(NONE, "elasticmapreduce", "cancelStep", "setClusterTerminationProtection");
    add(NONE, "elasticmapreduce", "modifyInstanceFleetByName", "modifyInstanceGroupByName");
    add(JOB, "emr-containers", "createVirtualCluster", "deleteVirtualCluster", "startJobRun");
    add(JOB, "emr-serverless", "createApplication", "startApplication", "stopApplication");
    add(JOB, "emr-serverless", "deleteApplication", "startJobRun", "cancelJobRun");
    add(JOB, "sagemaker", "createTrainingJob", "createTransformJob", "createLabelingJob");
    add(JOB, "sagemaker", "createHyperParameterTuningJob", "createProcessingJob");
    add(NONE, "sagemaker", "createEndpoint", "createEndpointConfig", "createModel");
    add(NONE, "sagemaker", "updateEndpoint");
  }

  /** Whether the service recognises a call. Services newer than this list are accepted. */
  static boolean knows(ServiceCall call) {
    if (call.sdk()) {
      return !call.isJob()
          && Character.isLowerCase(call.operation().charAt(0))
          && ServiceModels.mayHave(call);
    }
    return call.service().equals("bedrock-agentcore")
        ? !call.isCallback()
        : PATTERNS
            .getOrDefault(call.service() + ":" + call.operation(), Set.of())
            .contains(call.pattern());
  }

  /**
   * Whether a call gets a task token: a callback, and a job of an operation that supports callbacks
   * too, because its end may also be reported with the token.
   */
  static boolean hasToken(ServiceCall call) {
    return call.isCallback()
        || call.isJob()
            && knows(new ServiceCall(call.service(), call.operation(), TOKEN_PATTERN, false));
  }
}
