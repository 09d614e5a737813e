"""Replays recorded cases through boto3: a JSON case a line comes in, a line with its result goes out."""

import json
import sys
from datetime import datetime

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError, ParamValidationError

clients = {}


def client(endpoint, kind):
    if (endpoint, kind) not in clients:
        # A definition that boto3 itself would refuse was recorded as the service judged it.
        config = Config(inject_host_prefix=False, parameter_validation=kind != 'validation', retries={'max_attempts': 1})
        clients[endpoint, kind] = boto3.client('stepfunctions', endpoint_url=endpoint, region_name='us-east-1', aws_access_key_id='111111111111', aws_secret_access_key='local', config=config)
    return clients[endpoint, kind]


def execution(sfn, case):
    request = dict(stateMachineArn=case['stateMachineArn'], name=case['name'], input=case['input'])
    if case['express']:
        return dict(ended=sfn.start_sync_execution(**request), events=[])
    arn = sfn.start_execution(**request)['executionArn']
    if 'stop' in case:
        sfn.stop_execution(executionArn=arn, **case['stop'])
    while (ended := sfn.describe_execution(executionArn=arn))['status'] == 'RUNNING':
        pass
    pages = sfn.get_paginator('get_execution_history').paginate(executionArn=arn, PaginationConfig={'PageSize': 50})
    return dict(ended=ended, events=[event for page in pages for event in page['events']])


def validation(sfn, case):
    return dict(validated=sfn.validate_state_machine_definition(definition=case['definition'], type=case['type']))


def test_state(sfn, case):
    return dict(tested=sfn.test_state(**case['request']))


kinds = dict(execution=execution, validation=validation, test_state=test_state)
for line in sys.stdin:
    case = json.loads(line)
    try:
        result = kinds[case['kind']](client(case['endpoint'], case['kind']), case)
        for value in result.values():
            if isinstance(value, dict):
                value.pop('ResponseMetadata', None)
    except ClientError as error:
        result = dict(refused=error.response['Error'])
    except ParamValidationError as error:
        result = dict(refused=dict(Code='ParamValidationError', Message=str(error)))
    print(json.dumps(dict(id=case['id'], **result), default=lambda value: value.timestamp() if isinstance(value, datetime) else str(value)))
