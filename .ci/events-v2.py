"""Holds the resources that the linters do not know yet to their properties, and sees that nothing else is kept from the linters."""
import os
import sys

from cfnlint.decode import cfn_yaml

TEMPLATE = os.path.join(os.path.dirname(__file__), "..", "pipes", "template.yaml")
# By type: the properties that are required, then the others, as in the CloudFormation reference of September 2026.
PROPERTIES = {
    "AWS::EventsV2::EventBus": (
        {"Name"},
        {"Description", "StorageConfiguration", "EncryptionConfiguration", "Tags"},
    ),
    "AWS::EventsV2::Subscriber": (
        {"Name", "EventBusArn", "InvokeConfiguration"},
        {
            "Description", "Type", "StartingPosition", "PointInTimeConfiguration", "State", "ResumePosition",
            "FilterConfiguration", "Transformer", "BatchConfiguration", "RetryPolicy", "OnFailureConfiguration",
            "LogConfiguration", "Tags",
        },
    ),
    "AWS::EventsV2::EventSource": ({"Name", "EventBusArn", "Configuration"}, {"Description", "Tags"}),
    "AWS::EventsV2::ResourcePolicy": ({"EventBusArn", "PolicyDocument"}, set()),
}
NESTED = {
    "StorageConfiguration": {"RetentionPeriodInDays"},
    "FilterConfiguration": {"Filters", "Language"},
    "Transformer": {"Type", "JsonataConfiguration"},
    "BatchConfiguration": {"MaxBatchSize", "MaxBatchWindowInSeconds"},
    "RetryPolicy": {"MaxRetryAttempts", "MaxEventAgeInSeconds", "RetryStrategy"},
    "OnFailureConfiguration": {"Arn"},
    "LogConfiguration": {"Level", "IncludePayload"},
    "InvokeConfiguration": {"TargetArn", "RoleArn", "SqsParameters", "SnsParameters", "LambdaParameters", "StepFunctionsParameters"},
}


def faults(name, resource):
    ignored = resource.get("Metadata", {}).get("cfn-lint", {}).get("config", {}).get("ignore_checks", [])
    kind = resource["Type"]
    if kind not in PROPERTIES:
        return [f"{name} keeps {', '.join(ignored)} from cfn-lint"] if ignored else []
    required, others = PROPERTIES[kind]
    given = resource.get("Properties", {})
    wrong = [f"{name} has no {key}" for key in sorted(required - given.keys())]
    wrong += [f"{name} has {key}, which {kind} does not" for key in sorted(given.keys() - required - others)]
    for key, known in NESTED.items():
        if key in given:
            wrong += [f"{name} has {key}.{inner}, which {kind} does not" for inner in sorted(given[key].keys() - known)]
    if list(ignored) != ["E3006"]:
        wrong.append(f"{name} keeps {', '.join(ignored) or 'nothing'} from cfn-lint; E3006 is what it does not know")
    return wrong


def main():
    resources = cfn_yaml.load(TEMPLATE)["Resources"]
    wrong = [line for name, resource in resources.items() for line in faults(name, resource)]
    for line in wrong:
        print(f"pipes/template.yaml: {line}", file=sys.stderr)
    count = sum(resource["Type"] in PROPERTIES for resource in resources.values())
    print(f"{count} resources of AWS::EventsV2 hold what CloudFormation takes")
    return 1 if wrong or count == 0 else 0


sys.exit(main())
