"""What boto3 makes of the server: python3 clients.py ENDPOINT prints JSON."""

import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

endpoint = sys.argv[1]
options = dict(region_name='us-east-1', aws_access_key_id='local', aws_secret_access_key='local')
sfn = boto3.client('stepfunctions', endpoint_url=endpoint, config=Config(inject_host_prefix=False), **options)
by_name = boto3.client('stepfunctions', endpoint_url=endpoint.replace('://', '://x@'), **options)

role = 'arn:aws:iam::123456789012:role/test'
pass_machine = json.dumps({'StartAt': 'Pass', 'States': {'Pass': {'Type': 'Pass', 'End': True}}})
wait_machine = json.dumps({'StartAt': 'Wait', 'States': {'Wait': {'Type': 'Wait', 'Seconds': 259200, 'End': True}}})
seen = {}

machine = sfn.create_state_machine(name='Orders', definition=wait_machine, roleArn=role)['stateMachineArn']
quick = sfn.create_state_machine(name='Quick', definition=pass_machine, roleArn=role, type='EXPRESS')['stateMachineArn']
execution = sfn.start_execution(stateMachineArn=machine, name='one', input='{"id": 7}')['executionArn']
while (described := sfn.describe_execution(executionArn=execution))['status'] == 'RUNNING':
    pass
seen['described'] = {key: described[key] for key in ('status', 'output')}
seen['days'] = (described['stopDate'] - described['startDate']).total_seconds() / 86400
pages = sfn.get_paginator('get_execution_history').paginate(executionArn=execution, reverseOrder=True, PaginationConfig={'PageSize': 3})
seen['events'] = [event['type'] for page in pages for event in page['events']]
seen['sync'] = [client.start_sync_execution(stateMachineArn=quick, input='{"a":1}')['output'] for client in (sfn, by_name)]
seen['tested'] = [client.test_state(definition='{"Type":"Pass","Next":"b"}', input='{"a":1}')['nextState'] for client in (sfn, by_name)]
seen['validated'] = sfn.validate_state_machine_definition(definition='{}')['result']
try:
    sfn.describe_state_machine(stateMachineArn=machine + 'x')
except sfn.exceptions.StateMachineDoesNotExist as error:
    seen['refused'] = str(error)
try:
    sfn.list_executions(stateMachineArn=machine, statusFilter='ODD')
except ClientError as error:
    seen['invalid'] = error.response['Error']['Code']
seen['paged'] = [len(page['stateMachines']) for page in sfn.get_paginator('list_state_machines').paginate(PaginationConfig={'PageSize': 1})]
seen['account'] = boto3.client('sts', endpoint_url=endpoint, **options).get_caller_identity()['Account']
seen['roles'] = [role['RoleName'] for role in boto3.client('iam', endpoint_url=endpoint, **options).list_roles()['Roles']]
print(json.dumps(seen))
