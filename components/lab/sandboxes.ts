import { patterns } from 'virtual:patterns'

/** The patterns that have a machine to run, by their folders' names. */
export const sandboxes = Object.entries(patterns).flatMap(([name, pattern]) => pattern && pattern.cases.length > 0 ? [{ name, title: pattern.title }] : [])
