"""Runs SAM's transform on the template, and checks that its functions are what the pipes need."""
import json
import os
import sys

from cfnlint.decode import cfn_yaml
from samtranslator.translator.transform import transform

TEMPLATE = os.path.join(os.path.dirname(__file__), "..", "pipes", "template.yaml")
LOCAL = {
    "AWS::Serverless::Function": "CodeUri",
    "AWS::Serverless::LayerVersion": "ContentUri",
    "AWS::Serverless::StateMachine": "DefinitionUri",
}


class NoPolicies:
    def load(self):
        return {}


def transformed(build, change=lambda template: None):
    """The input of CloudFormation; `build` stands for the content that `sam deploy` uploads."""
    template = json.loads(json.dumps(cfn_yaml.load(TEMPLATE)))
    for resource in template["Resources"].values():
        key = LOCAL.get(resource["Type"])
        if key:
            resource["Properties"][key] = f"s3://bucket/{build.get(key, 1)}/" + os.path.basename(resource["Properties"][key])
    change(template)
    values = {name: parameter.get("Default", "") for name, parameter in template["Parameters"].items()}
    return transform(template, values, NoPolicies())["Resources"]


def of(resources, kind):
    return {name for name, resource in resources.items() if resource["Type"] == kind}


def release(template):
    template["Globals"]["Function"]["Environment"]["Variables"]["RELEASE"] = "2"


def main():
    os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")
    first = transformed({})
    pipes = of(first, "AWS::Pipes::Pipe")
    versions = of(first, "AWS::Lambda::Version")
    aliases = of(first, "AWS::Lambda::Alias")
    wrong = []
    if len(versions) != len(pipes):
        wrong.append(f"{len(versions)} versions for {len(pipes)} pipes")
    for pipe in sorted(pipes):
        if first[pipe]["Properties"]["Enrichment"].get("Ref") not in aliases:
            wrong.append(f"{pipe} does not call an alias")
    for what, then in (
        ("code", transformed({"CodeUri": 2})),
        ("transforms", transformed({"ContentUri": 2})),
        ("RELEASE", transformed({}, release)),
    ):
        if versions & of(then, "AWS::Lambda::Version"):
            wrong.append(f"new {what} gives no function a new version")
    if len(first) > 500:
        wrong.append(f"{len(first)} resources, and a stack takes 500")
    for line in wrong:
        print(f"pipes/template.yaml: {line}", file=sys.stderr)
    print(f"SAM makes {len(first)} resources of pipes/template.yaml")
    return 1 if wrong else 0


sys.exit(main())
