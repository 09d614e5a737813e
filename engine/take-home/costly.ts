import { att, ref, stacked, sub, type Value } from './expression.ts'
import { namesOf } from './services.ts'
import { idOf } from './fill-in.ts'
import type { Plan } from './plan.ts'

const ON = { Condition: 'WithCost' }

/** Servers, which cost while they are there: each of these is made only with `WithCost=yes`. */
export function costlyResources(plan: Plan): Record<string, Value> {
  return { ...plan.costly.includes('ecs') ? containers(plan) : {}, ...plan.costly.includes('emr') ? clusterRoles(plan) : {} }
}

/** A cluster with one small server, and a task that ends after five minutes or brings its token back. */
function containers({ machines }: Plan): Record<string, Value> {
  const cluster = namesOf(machines, 'cluster')[0] ?? 'cluster'
  const id = idOf({ kind: 'cluster', name: cluster })
  return {
    [id]: { Type: 'AWS::ECS::Cluster', ...ON, Properties: { ClusterName: stacked(cluster) } },
    ServerRole: {
      Type: 'AWS::IAM::Role',
      ...ON,
      Properties: {
        AssumeRolePolicyDocument: allows('ec2.amazonaws.com'),
        ManagedPolicyArns: [sub('arn:${AWS::Partition}:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role')],
      },
    },
    ServerProfile: { Type: 'AWS::IAM::InstanceProfile', ...ON, Properties: { Roles: [ref('ServerRole')] } },
    ServerTemplate: {
      Type: 'AWS::EC2::LaunchTemplate',
      ...ON,
      Properties: {
        LaunchTemplateData: {
          ImageId: '{{resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id}}',
          InstanceType: 't4g.micro',
          IamInstanceProfile: { Arn: att('ServerProfile', 'Arn') },
          MetadataOptions: { HttpTokens: 'required' },
          UserData: { 'Fn::Base64': sub(`#!/bin/bash\necho ECS_CLUSTER=\${${id}} >> /etc/ecs/ecs.config\n`) },
        },
      },
    },
    Servers: {
      Type: 'AWS::AutoScaling::AutoScalingGroup',
      ...ON,
      Properties: { MinSize: '1', MaxSize: '1', AvailabilityZones: { 'Fn::GetAZs': '' }, LaunchTemplate: { LaunchTemplateId: ref('ServerTemplate'), Version: att('ServerTemplate', 'LatestVersionNumber') } },
    },
    TaskLogs: { Type: 'AWS::Logs::LogGroup', ...ON, DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete', Properties: { LogGroupName: sub('/ecs/${AWS::StackName}'), RetentionInDays: 1 } },
    TaskRole: {
      Type: 'AWS::IAM::Role',
      ...ON,
      Properties: {
        AssumeRolePolicyDocument: allows('ecs-tasks.amazonaws.com'),
        Policies: [{ PolicyName: 'answers', PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'states:SendTaskSuccess', Resource: '*' }] } }],
      },
    },
    ...Object.fromEntries(namesOf(machines, 'task').map((name) => [idOf({ kind: 'task', name }), {
      Type: 'AWS::ECS::TaskDefinition',
      ...ON,
      Properties: {
        Family: stacked(name),
        TaskRoleArn: att('TaskRole', 'Arn'),
        ContainerDefinitions: [{
          Name: 'planner',
          Image: 'public.ecr.aws/aws-cli/aws-cli:latest',
          Memory: 256,
          EntryPoint: ['/bin/sh', '-c'],
          Command: ['sleep 300; [ -z "$TASK_TOKEN" ] || aws stepfunctions send-task-success --task-token "$TASK_TOKEN" --task-output \'{"ExitCode":0}\''],
          LogConfiguration: { LogDriver: 'awslogs', Options: { 'awslogs-group': ref('TaskLogs'), 'awslogs-region': ref('AWS::Region'), 'awslogs-stream-prefix': name } },
        }],
      },
    }])),
  }
}

/** The roles of EMR's service and of its servers; the clusters are made and ended by the state machines. */
function clusterRoles({ machines }: Plan): Record<string, Value> {
  return Object.fromEntries(namesOf(machines, 'role').flatMap((name) => {
    const id = idOf({ kind: 'role', name })
    const nodes = /node/.test(name)
    const role = {
      Type: 'AWS::IAM::Role',
      ...ON,
      Properties: {
        AssumeRolePolicyDocument: allows(nodes ? 'ec2.amazonaws.com' : 'elasticmapreduce.amazonaws.com'),
        ManagedPolicyArns: [sub(`arn:\${AWS::Partition}:iam::aws:policy/service-role/${nodes ? 'AmazonElasticMapReduceforEC2Role' : 'AmazonEMRServicePolicy_v2'}`)],
      },
    }
    // EMR names a role and means the profile that is called like it.
    const profile = { Type: 'AWS::IAM::InstanceProfile', ...ON, Properties: { InstanceProfileName: ref(id), Roles: [ref(id)] } }
    return nodes ? [[id, role], [`${id}Profile`, profile]] : [[id, role]]
  }))
}

function allows(service: string): Value {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }] }
}
