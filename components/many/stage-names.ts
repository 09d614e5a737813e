/** The stages that a slide can name. */
export const STAGE_NAMES = ['lanes', 'race', 'histogram', 'lineage', 'split', 'starts', 'maprun', 'gauges'] as const

export type StageName = (typeof STAGE_NAMES)[number]
