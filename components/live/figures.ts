import type { Beat } from '../../engine/simulation/views/beats.ts'
import type { CaseFile, GaugeTitle } from '../../engine/simulation/cases/cases.ts'
import type { Gauges } from '../../engine/simulation/recording/gauges.ts'
import type { Recording } from '../../engine/simulation/recording/types.ts'
import type { WorldRecording } from '../../engine/simulation/recording/world-recording.ts'
import type { LedgerValue } from '../../engine/simulation/views/ledger.ts'
import type { Figure } from './LiveFigures.vue'
import { gaugeAt } from '../../engine/simulation/recording/gauges.ts'
import { ledgerAt } from '../../engine/simulation/views/ledger.ts'
import { worldLedgerAt } from '../../engine/simulation/views/view-world.ts'
import { formatAmount } from './format.ts'

/**
 * The ledger and the gauges of a run at a beat.
 *
 * @param recording a run
 * @param file its pattern's cases, which name what to count
 * @param beat the moment
 * @returns a figure for each account and for each gauge that this run has
 */
export function figuresOf(recording: Recording, file: Pick<CaseFile, 'ledger' | 'gauges'>, beat: Pick<Beat, 'position' | 'at'>): Figure[] {
  const ended = recording.endedAt !== undefined && beat.position >= recording.events.length
  return [...ledgerFigures(ledgerAt(recording, file.ledger, beat.position), ended), ...gaugeFigures(recording.gauges, file.gauges, beat.at)]
}

/**
 * The ledger and the gauges that all executions of a world share, at a moment.
 *
 * @param world a recording
 * @param file its pattern's cases, which name what to count
 * @param at seconds of virtual time since the world began
 * @returns a figure for each account and for each gauge that this world has
 */
export function worldFiguresOf(world: WorldRecording, file: Pick<CaseFile, 'ledger' | 'gauges'>, at: number): Figure[] {
  return [...ledgerFigures(worldLedgerAt(world, file.ledger, at), at >= world.elapsed), ...gaugeFigures(world.gauges, file.gauges, at)]
}

/** By a figure's name, how many letters its value has at most at any of some moments. */
export function roomsOf(moments: readonly Figure[][]): Record<string, number> {
  const rooms: Record<string, number> = {}
  for (const { name, value } of moments.flat())
    rooms[name] = Math.max(rooms[name] ?? 0, value.length)
  return rooms
}

function ledgerFigures(values: readonly LedgerValue[], ended: boolean): Figure[] {
  return values.map(({ name, title, unit, good, value }) => ({
    name: `ledger ${name}`,
    title,
    value: formatAmount(value, unit),
    trouble: ended && good !== undefined && value !== good,
  }))
}

/**
 * The gauges at a moment; one that exceeds what it must not exceed is in trouble.
 *
 * @param gauges what handlers recorded
 * @param titles the gauges in the order to show
 * @param at seconds of virtual time since the start
 */
export function gaugeFigures(gauges: Gauges, titles: readonly GaugeTitle[], at: number): Figure[] {
  return titles.filter(({ name }) => gauges[name]).map(({ name, title, unit, most }) => {
    const value = gaugeAt(gauges, name, at) ?? 0
    return { name: `gauge ${name}`, title, value: formatAmount(value, unit), trouble: most !== undefined && value > most }
  })
}
