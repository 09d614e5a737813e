/** What the page reads of the API's answers. Times are seconds since the epoch. https://docs.aws.amazon.com/step-functions/latest/apireference/ */

import type { HistoryEvent } from '../../engine/asl/index.ts'

export type Status = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED' | 'PENDING_REDRIVE'

export const STATUSES: readonly Status[] = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE']

export interface MachineItem {
  stateMachineArn: string
  name: string
  type: 'STANDARD' | 'EXPRESS'
  creationDate: number
}

export interface ExecutionItem {
  executionArn: string
  stateMachineArn: string
  name: string
  status: Status
  startDate: number
  stopDate?: number
  redriveCount?: number
  mapRunArn?: string
  itemCount?: number
}

export interface ExecutionDescription extends ExecutionItem {
  input?: string
  output?: string
  error?: string
  cause?: string
  redriveStatus?: string
  redriveStatusReason?: string
  stateMachineVersionArn?: string
  stateMachineAliasArn?: string
}

export interface MachineDescription {
  stateMachineArn: string
  name: string
  type?: 'STANDARD' | 'EXPRESS'
  definition: string
  roleArn?: string
  label?: string
}

/** An event as it comes: its time in seconds. */
export type WireEvent = Omit<HistoryEvent, 'timestamp'> & { timestamp: number }

export interface MapRunItem {
  executionArn: string
  mapRunArn: string
  stateMachineArn: string
  startDate: number
  stopDate?: number
}

export type Counts = Partial<Record<'pending' | 'running' | 'succeeded' | 'failed' | 'timedOut' | 'aborted' | 'total' | 'resultsWritten' | 'pendingRedrive', number>>

export interface MapRunDescription extends Omit<MapRunItem, 'stateMachineArn'> {
  status: string
  maxConcurrency: number
  toleratedFailurePercentage: number
  toleratedFailureCount: number
  itemCounts: Counts
  executionCounts: Counts
  redriveCount?: number
}

export interface ActivityItem {
  activityArn: string
  name: string
}
