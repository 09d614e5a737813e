import type { HistoryEvent } from '../../asl/index.ts'

/** What a state machine's logging configuration asks for. */
export type LogLevel = 'OFF' | 'FATAL' | 'ERROR' | 'ALL'

export const LOG_LEVELS: readonly LogLevel[] = ['OFF', 'FATAL', 'ERROR', 'ALL']

/** A line in the log group, with the field names that CloudWatch Logs gets. */
export interface LogEvent {
  id: string
  type: string
  details: Record<string, unknown>
  previous_event_id: string
  /** Milliseconds since the epoch, as text. */
  event_timestamp: string
  execution_arn: string
}

const FATAL = /^Execution(?:Aborted|Failed|TimedOut)$/
const ERROR = /(?:Failed|TimedOut|Aborted)$|^FailStateEntered$/
const DATA = ['input', 'output', 'parameters', 'inputDetails', 'outputDetails']

/**
 * Whether an event of an execution is logged.
 *
 * @param type the event's type
 * @param level the level of the logging configuration
 * @returns true where a line is written
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/cloudwatch-log-level.html
 */
export function isLogged(type: string, level: LogLevel): boolean {
  return level === 'ALL' || (level === 'ERROR' && ERROR.test(type)) || (level === 'FATAL' && FATAL.test(type))
}

/**
 * The lines that an execution leaves in its log group.
 *
 * @param events its history
 * @param options the logging configuration, and the execution's ARN
 * @param options.level default OFF, as without a configuration made through the API
 * @param options.includeExecutionData false leaves input, output and parameters out
 * @param options.arn the execution's ARN
 * @returns the lines in the order of the events
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
 */
export function logEvents(events: readonly HistoryEvent[], { level = 'OFF', includeExecutionData = false, arn = '' }: { level?: LogLevel, includeExecutionData?: boolean, arn?: string }): LogEvent[] {
  return events.filter(({ type }) => isLogged(type, level)).map((event) => {
    const details = Object.entries(event).find(([key]) => key.endsWith('EventDetails'))?.[1] as Record<string, unknown> | undefined
    return {
      id: String(event.id),
      type: event.type,
      details: Object.fromEntries(Object.entries(details ?? {}).filter(([name]) => includeExecutionData || !DATA.includes(name))),
      previous_event_id: String(event.previousEventId),
      event_timestamp: String(event.timestamp),
      execution_arn: arn,
    }
  })
}
