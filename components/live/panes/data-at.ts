import type { HistoryEvent } from '../../../engine/asl/execution/history/history.ts'
import { stateOfEvents } from '../../../engine/simulation/views/run-view.ts'
import { compactJson } from './compact-json.ts'

/** One step of the data through a state: what it is called in the States Language, and its value as text. */
export interface DataRow {
  title: string
  text: string
  /** The expression that made it. */
  from?: string
}

/** The data of the visit that a moment belongs to. */
export interface DataView {
  /** The state; undefined for the execution itself. */
  state?: string
  rows: DataRow[]
}

/** A payload may have 256 KiB; a slide shows how it begins. */
const MOST = 4000

/** Characters that fit into a line beside the titles. */
const WIDTH = 51

/**
 * The data of the state that is worked on, in the order in which it flows: input, arguments, result, assigned variables, output.
 *
 * @param events a history
 * @param position how many of its events have been written
 * @param definition the workflow, for the expressions behind its variables
 * @returns what the history has of it by then
 */
export function dataAt(events: readonly HistoryEvent[], position: number, definition?: object): DataView {
  const written = events.slice(0, position)
  const last = written.at(-1)
  if (!last)
    return { rows: [] }
  const state = stateOfEvents(written).at(-1)
  const rows = state === undefined ? rowsOfExecution(last) : rowsOfVisit(visitOf(written, state), assignOf(definition, state))
  const variables = variablesAt(written, state === undefined ? undefined : last)
  return { ...(state === undefined ? {} : { state }), rows: [...rows, ...variables] }
}

/** The events of the latest visit of a state, from its entering on. */
function visitOf(written: readonly HistoryEvent[], state: string): HistoryEvent[] {
  const visit: HistoryEvent[] = []
  let event = written.at(-1)
  while (event) {
    visit.unshift(event)
    if (event.stateEnteredEventDetails?.name === state)
      break
    event = written[event.previousEventId - 1]
  }
  return visit
}

function rowsOfExecution(event: HistoryEvent): DataRow[] {
  const { input } = event.executionStartedEventDetails ?? {}
  const { output } = event.executionSucceededEventDetails ?? {}
  const { error, cause } = event.executionFailedEventDetails ?? event.executionTimedOutEventDetails ?? event.executionAbortedEventDetails ?? {}
  return [...json('input', input), ...json('output', output), ...plain('error', error), ...json('cause', cause)]
}

function rowsOfVisit(visit: readonly HistoryEvent[], assign: Record<string, unknown>): DataRow[] {
  const rows = new Map<string, DataRow[]>()
  for (const event of visit) {
    const details = Object.entries(event).find(([key]) => key.endsWith('Details'))?.[1] as Record<string, unknown> | undefined
    if (event.stateEnteredEventDetails)
      rows.set('input', json('input', details?.input))
    else if (event.type.endsWith('Scheduled'))
      rows.set('arguments', json('arguments', details?.parameters ?? details?.input))
    else if (event.stateExitedEventDetails)
      rows.set('output', [...assigned(event, assign), ...json('output', details?.output)])
    else if (event.type.endsWith('Succeeded')) {
      rows.delete('error')
      rows.set('result', json('result', details?.output))
    }
    else if (details?.error !== undefined)
      rows.set('error', [...plain('error', details.error), ...plain('field', details.location), ...json('cause', details.cause)])
  }
  const shown = ['input', 'arguments', 'result', 'error', 'output'].flatMap(name => rows.get(name) ?? [])
  const source = shown.findLast(row => row.title === 'result') ?? shown.find(row => row.title === 'input')
  return shown.map(row => row.title === 'output' && row.text === source?.text ? { ...row, text: `the ${source.title}` } : row)
}

function assigned(exit: HistoryEvent, assign: Record<string, unknown>): DataRow[] {
  return Object.entries(exit.stateExitedEventDetails?.assignedVariables ?? {}).map(([name, text]) => {
    const from = assign[name]
    return { title: `$${name}`, text: pretty(text), ...(typeof from === 'string' && from.startsWith('{%') ? { from: from.slice(2, -2).trim() } : {}) }
  })
}

/** The variables that were there before the state began to assign its own. */
function variablesAt(written: readonly HistoryEvent[], last: HistoryEvent | undefined): DataRow[] {
  const variables: Record<string, string> = {}
  for (const event of written) {
    if (event !== last)
      Object.assign(variables, event.stateExitedEventDetails?.assignedVariables)
  }
  for (const name of Object.keys(last?.stateExitedEventDetails?.assignedVariables ?? {}))
    delete variables[name]
  return Object.entries(variables).map(([name, text]) => ({ title: `$${name}`, text: pretty(text) }))
}

function assignOf(definition: unknown, state: string): Record<string, unknown> {
  if (typeof definition !== 'object' || definition === null)
    return {}
  for (const [key, value] of Object.entries(definition)) {
    if (key === 'States' && typeof value === 'object' && value !== null && state in value)
      return (value as Record<string, { Assign?: Record<string, unknown> }>)[state]!.Assign ?? {}
    const found = assignOf(value, state)
    if (Object.keys(found).length > 0)
      return found
  }
  return {}
}

const json = (title: string, text: unknown): DataRow[] => typeof text === 'string' ? [{ title, text: pretty(text) }] : []
const plain = (title: string, text: unknown): DataRow[] => typeof text === 'string' ? [{ title, text }] : []

function pretty(text: string): string {
  const shown = compactText(text)
  return shown.length > MOST ? `${shown.slice(0, MOST)}\n… ${(shown.length - MOST).toLocaleString('en-US')} more characters` : shown
}

function compactText(text: string): string {
  try {
    return compactJson(JSON.parse(text), WIDTH)
  }
  catch {
    return text
  }
}
