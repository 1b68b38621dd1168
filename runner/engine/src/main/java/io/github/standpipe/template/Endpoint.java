package io.github.standpipe.template;

import io.github.standpipe.json.Arn;
import io.github.standpipe.json.Fault;
import io.github.standpipe.template.PipeDefinition.Part;
import java.util.Map;
import java.util.Optional;

/**
 * The resource that one property of a pipe names.
 *
 * @param resource the resource of the template that the ARN belongs to
 * @param place the place of the property
 */
record Endpoint(String arn, Optional<Resource> resource, Place place) {
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("sqs", "AWS::SQS::Queue"),
          Map.entry("lambda", "AWS::Lambda::Function"),
          Map.entry("states", "AWS::StepFunctions::StateMachine"),
          Map.entry("kinesis", "AWS::Kinesis::Stream"),
          Map.entry("dynamodb", "AWS::DynamoDB::Table"),
          Map.entry("mq", "AWS::AmazonMQ::Broker"),
          Map.entry("kafka", "AWS::MSK::Cluster"),
          Map.entry("smk", "self-managed Apache Kafka"),
          Map.entry("events", "AWS::Events::EventBus"),
          Map.entry("sns", "AWS::SNS::Topic"),
          Map.entry("logs", "AWS::Logs::LogGroup"),
          Map.entry("firehose", "AWS::KinesisFirehose::DeliveryStream"),
          Map.entry("ecs", "AWS::ECS::Cluster"),
          Map.entry("batch", "AWS::Batch::JobQueue"),
          Map.entry("execute-api", "AWS::ApiGateway::RestApi"),
          Map.entry("redshift", "AWS::Redshift::Cluster"),
          Map.entry("redshift-serverless", "AWS::RedshiftServerless::Workgroup"),
          Map.entry("sagemaker", "AWS::SageMaker::Pipeline"),
          Map.entry("inspector", "AWS::Inspector::AssessmentTemplate"),
          Map.entry("timestream", "AWS::Timestream::Table"));

  /** The resource that a property names; empty if it names nothing. */
  static Optional<Endpoint> of(Properties pipe, String property, Scope scope) {
    return pipe.text(property)
        .filter(arn -> !arn.isEmpty())
        .map(arn -> of(arn, property, pipe, scope));
  }

  private static Endpoint of(String arn, String property, Properties pipe, Scope scope) {
    Place place = pipe.at(property);
    if (!arn.matches("arn:[^:]*:[^:]+:.*|smk://.*")) {
      throw place.fault(
          pipe.subject()
              + "'s "
              + property
              + " is '"
              + arn
              + "', which is not an ARN; write !GetAtt <resource>.Arn");
    }
    return new Endpoint(arn, scope.resources().ofArn(arn), place);
  }

  Part part() {
    return resource
        .map(found -> new Part(found.type(), found.logicalId()))
        .orElseGet(() -> new Part(type(), arn));
  }

  private String type() {
    String service = service();
    if (arn.contains(":api-destination/")) {
      return "AWS::Events::ApiDestination";
    }
    return TYPES.getOrDefault(service, "AWS::" + service);
  }

  private String service() {
    return arn.startsWith("smk:") ? "smk" : Arn.service(arn);
  }

  boolean isOutside(String service) {
    return resource.isEmpty() && service().equals(service);
  }

  /** Reports that this kind is not supported in this place. */
  Fault unsupported(String pipe, String verb, String only) {
    Part part = part();
    return place.fault(
        pipe + " " + verb + " " + part.type() + " " + part.name() + "; only " + only);
  }
}
