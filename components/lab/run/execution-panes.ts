/** What the lab can show of one execution below the drawing. */
export const EXECUTION_PANES = ['run', 'data', 'history', 'timeline'] as const

export type ExecutionPaneName = (typeof EXECUTION_PANES)[number]
