/** What the checkers of others hold against definitions that AWS accepts, each with the reason why it is no mistake. */
export interface FalseAlarm {
  checker: 'asl-validator' | 'language service'
  message: RegExp
  because: string
}

export const FALSE_ALARMS: readonly FalseAlarm[] = []
