/** The 37 operations by name. */

import type { JsonObject } from '../asl/index.ts'
import type { Account } from './account/account.ts'
import { createActivity, deleteActivity, describeActivity, getActivityTask, listActivities } from './activities/activities.ts'
import { createStateMachineAlias, deleteStateMachineAlias, describeStateMachineAlias, listStateMachineAliases, updateStateMachineAlias } from './machines/aliases/aliases.ts'
import type { Caller } from './caller.ts'
import { describeExecution } from './executions/describe.ts'
import { describeStateMachineForExecution } from './executions/describe-machine.ts'
import { getExecutionHistory } from './executions/history.ts'
import { listExecutions } from './executions/list.ts'
import { startExecution, startSyncExecution } from './executions/start.ts'
import { redriveExecution, stopExecution } from './executions/stop.ts'
import { createStateMachine } from './machines/create.ts'
import { deleteStateMachine } from './machines/delete.ts'
import { describeStateMachine } from './machines/describe.ts'
import { listStateMachines } from './machines/list.ts'
import { updateStateMachine } from './machines/update.ts'
import { validateStateMachineDefinition } from './machines/validate.ts'
import { describeMapRun, listMapRuns, updateMapRun } from './map-runs/map-runs.ts'
import { listTagsForResource, tagResource, untagResource } from './tags/tags.ts'
import { testState } from './test-state/test-state.ts'
import { sendTaskFailure, sendTaskHeartbeat, sendTaskSuccess } from './tokens/tokens.ts'
import { publishStateMachineVersion } from './machines/versions/publish.ts'
import { deleteStateMachineVersion, listStateMachineVersions } from './machines/versions/versions.ts'

/** One operation. Its request has been checked against the model, which says what it holds; it throws Refusal. */
export type Operation = (account: Account, request: never, caller: Caller) => JsonObject | Promise<JsonObject>

export const OPERATIONS: Readonly<Record<string, Operation>> = {
  CreateActivity: createActivity,
  CreateStateMachine: createStateMachine,
  CreateStateMachineAlias: createStateMachineAlias,
  DeleteActivity: deleteActivity,
  DeleteStateMachine: deleteStateMachine,
  DeleteStateMachineAlias: deleteStateMachineAlias,
  DeleteStateMachineVersion: deleteStateMachineVersion,
  DescribeActivity: describeActivity,
  DescribeExecution: describeExecution,
  DescribeMapRun: describeMapRun,
  DescribeStateMachine: describeStateMachine,
  DescribeStateMachineAlias: describeStateMachineAlias,
  DescribeStateMachineForExecution: describeStateMachineForExecution,
  GetActivityTask: getActivityTask,
  GetExecutionHistory: getExecutionHistory,
  ListActivities: listActivities,
  ListExecutions: listExecutions,
  ListMapRuns: listMapRuns,
  ListStateMachineAliases: listStateMachineAliases,
  ListStateMachines: listStateMachines,
  ListStateMachineVersions: listStateMachineVersions,
  ListTagsForResource: listTagsForResource,
  PublishStateMachineVersion: publishStateMachineVersion,
  RedriveExecution: redriveExecution,
  SendTaskFailure: sendTaskFailure,
  SendTaskHeartbeat: sendTaskHeartbeat,
  SendTaskSuccess: sendTaskSuccess,
  StartExecution: startExecution,
  StartSyncExecution: startSyncExecution,
  StopExecution: stopExecution,
  TagResource: tagResource,
  TestState: testState,
  UntagResource: untagResource,
  UpdateMapRun: updateMapRun,
  UpdateStateMachine: updateStateMachine,
  UpdateStateMachineAlias: updateStateMachineAlias,
  ValidateStateMachineDefinition: validateStateMachineDefinition,
}
