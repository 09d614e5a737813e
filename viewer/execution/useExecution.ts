import type { HistoryEvent, StateMachineDefinition } from '../../engine/asl/index.ts'
import type { Ref } from 'vue'
import type { ExecutionDescription, MachineDescription } from '../api/shapes.ts'
import { computed, shallowRef, watch } from 'vue'
import { drawMachine } from '../../engine/asl/diagram/layout/index.ts'
import { reasonOf } from '../api/aws.ts'
import { onChange } from '../state/changes.ts'
import { call, place } from '../state/server.ts'
import { steadily } from '../state/steadily.ts'
import { readHistory } from './history.ts'
import { recordingOf } from './recording.ts'

/** Between two looks at an execution, in milliseconds. */
const PAUSE = 300

/** The machine that an execution runs. Not every server knows which revision that is: then it is the machine as it stands. */
export async function readMachineOf({ executionArn, stateMachineArn }: ExecutionDescription): Promise<MachineDescription> {
  return call<MachineDescription>('DescribeStateMachineForExecution', { executionArn })
    .catch(() => call<MachineDescription>('DescribeStateMachine', { stateMachineArn }))
}

/** The definition, or undefined where it is none. */
export function definitionOf(machine: MachineDescription | undefined): StateMachineDefinition | undefined {
  try {
    return machine && JSON.parse(machine.definition) as StateMachineDefinition
  }
  catch {
    return undefined
  }
}

/** A drawing of it, where one can be made. */
export function drawingOf(definition: StateMachineDefinition | undefined) {
  try {
    return definition && drawMachine(definition)
  }
  catch {
    return undefined
  }
}

/**
 * An execution, kept up to date.
 *
 * @param arn its ARN
 */
export function useExecution(arn: Readonly<Ref<string>>) {
  const description = shallowRef<ExecutionDescription>()
  const machine = shallowRef<MachineDescription>()
  const events = shallowRef<readonly HistoryEvent[]>([])
  const isLoading = shallowRef(true)
  const problem = shallowRef<string>()
  /** Rises with every execution that is looked at. */
  let turn = 0

  const refresh = steadily(async (): Promise<boolean> => {
    const mine = turn
    const isStill = () => mine === turn
    let isNews = false
    try {
      const found = await call<ExecutionDescription>('DescribeExecution', { executionArn: arn.value })
      const ran = machine.value ?? await readMachineOf(found)
      // A long history comes page by page: what it is the history of is there before.
      if (isStill() && !description.value) {
        machine.value = ran
        description.value = found
      }
      const history = await readHistory(call, arn.value, events.value, soFar => isStill() && (events.value = soFar))
      if (isStill()) {
        isNews = history !== events.value || found.status !== description.value?.status
        events.value = history
        description.value = found
        problem.value = undefined
      }
    }
    catch (error) {
      if (isStill())
        problem.value = reasonOf(error)
    }
    isLoading.value = false
    return isNews
  }, PAUSE)

  watch([arn, place], () => {
    turn++
    description.value = undefined
    machine.value = undefined
    events.value = []
    isLoading.value = true
    void refresh(true)
  }, { immediate: true })
  onChange(({ executions }) => {
    // Children of Map Runs end without a word.
    if (!executions || executions.has(arn.value) || (description.value?.mapRunArn !== undefined && description.value.status === 'RUNNING'))
      return refresh()
  })

  const definition = computed(() => definitionOf(machine.value))
  return {
    description,
    machine,
    definition,
    drawing: computed(() => drawingOf(definition.value)),
    events,
    recording: computed(() => description.value && recordingOf(events.value, description.value)),
    isLoading,
    problem,
  }
}
