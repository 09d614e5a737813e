"""Translates SAM templates as CloudFormation does, and prints what is wrong with them."""
import os
import sys

os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")
from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse


class NoManagedPolicies:
    def load(self):
        return {}


for name in sys.argv[1:]:
    with open(name, encoding="utf-8") as file:
        template = yaml_parse(file.read())
    for resource in template["Resources"].values():
        # What `sam package` does: a path becomes an address in a bucket.
        for field in ("CodeUri", "DefinitionUri"):
            if field in resource.get("Properties", {}):
                resource["Properties"][field] = "s3://bucket/" + resource["Properties"][field]
    try:
        transform(template, {}, NoManagedPolicies())
    except Exception as problem:
        print(name, getattr(problem, "message", problem))
