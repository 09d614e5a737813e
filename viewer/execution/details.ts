import type { HistoryEvent } from '../../engine/asl/index.ts'
import { address } from '../state/route.ts'

/** A field of an event. */
export interface Detail {
  name: string
  text: string
  /** It is what an execution works with, mostly JSON. */
  isData: boolean
  /** Where it leads on this page. */
  link?: string
}

const DATA = new Set(['input', 'output', 'parameters', 'cause'])

/**
 * What an event says besides its type and its time, in a flat list.
 *
 * @param event of a history
 */
export function detailsOf(event: HistoryEvent): Detail[] {
  return Object.entries(event)
    .filter(([key, value]) => key.endsWith('EventDetails') && typeof value === 'object')
    .flatMap(([, details]) => Object.entries(details as Record<string, unknown>))
    .flatMap(([name, value]) => fieldsOf(name, value))
}

function fieldsOf(name: string, value: unknown): Detail[] {
  if (name === 'assignedVariables' && typeof value === 'object' && value !== null)
    return Object.entries(value).map(([variable, text]) => ({ name: `$${variable}`, text: String(text), isData: true }))
  // Whether something was cut off is worth a word only where it was.
  if (name.endsWith('Details'))
    return (value as { truncated?: boolean } | null)?.truncated ? [{ name: name.replace(/Details$/, ''), text: 'is cut off', isData: false }] : []
  if (value === null || value === undefined)
    return []
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  const link = linkOf(text)
  return [{ name, text, isData: DATA.has(name) || typeof value === 'object', ...(link === undefined ? {} : { link }) }]
}

/** Executions and Map Runs have a place on this page. */
function linkOf(text: string): string | undefined {
  if (/^arn:[\w-]+:states:[^:\s]*:\d*:execution:[^\s:]+:[^\s:]+$/.test(text))
    return address('executions', text)
  return /^arn:[\w-]+:states:[^:\s]*:\d*:mapRun:\S+$/.test(text) ? address('map-runs', text) : undefined
}
