/** What the story of Anke's order is drawn with. */
export type FigureName = 'person' | 'box' | 'card' | 'van' | 'waffle' | 'clock'
