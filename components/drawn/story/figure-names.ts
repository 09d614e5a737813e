/** What the story of Anke's order is drawn with. */
export const FIGURE_NAMES = ['person', 'box', 'card', 'van', 'waffle', 'clock'] as const

export type FigureName = typeof FIGURE_NAMES[number]
