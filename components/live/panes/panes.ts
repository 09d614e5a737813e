/** What a live slide can show beside the drawing. */
export const PANES = ['code', 'data', 'history', 'timeline'] as const

/** What one can choose where there is room for one thing at a time. */
export const NARROW_PANES = ['drawing', ...PANES] as const

export type Pane = (typeof NARROW_PANES)[number]
