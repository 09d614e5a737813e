import { patterns } from 'virtual:patterns'

/** The patterns whose machine runs once, by their folders' names; what is only run by many at once is not shown here. */
export const sandboxes = Object.entries(patterns).flatMap(([name, pattern]) => pattern?.cases.some(({ many }) => !many) ? [{ name, title: pattern.title }] : [])
