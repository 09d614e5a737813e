/** What a live slide can show beside the drawing. */
export const PANES = ['code', 'data', 'history', 'timeline'] as const

export type Pane = (typeof PANES)[number]
