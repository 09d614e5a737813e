import type { Clock } from '../../asl/index.ts'
import type { Case } from '../cases/cases.ts'
import type { Gauges } from '../recording/gauges.ts'
import type { Pattern } from './pattern.ts'
import type { WorldOptions } from '../account/world.ts'
import { prepare } from '../../asl/index.ts'
import { machineName } from '../cases/cases.ts'
import { GaugeBook } from '../recording/gauges.ts'
import { definitionOf } from './pattern.ts'
import { World } from '../account/world.ts'

/**
 * Makes the simulated account of a case: the pattern's state machines, the aliases of the case, and what handlers.ts puts there.
 *
 * @param pattern the workflows and their handlers
 * @param item one of its cases
 * @param clock the clock everything runs on
 * @param options see WorldOptions
 * @returns the world, and the gauges that fill while it runs
 */
export function setUpWorld(pattern: Pattern, item: Case, clock: Clock, options: Pick<WorldOptions, 'hooksFor' | 'tokens'> = {}): { world: World, gauges: Gauges } {
  const { cases } = pattern
  const world = new World({ clock, seed: item.seed, ...options })
  const book = new GaugeBook(() => clock.now)
  for (const stem of Object.keys(pattern.workflows)) {
    const type = stem === item.workflow ? item.type : cases.types[stem] ?? 'STANDARD'
    world.add(prepare(definitionOf(pattern, item, stem), { name: machineName(cases, stem), type }))
  }
  const stems = versionsOf(item)
  stems.forEach(stem => world.stateMachines.publish(prepare(definitionOf(pattern, item, stem), { name: cases.machine, type: item.type })))
  world.stateMachines.onAliasUpdated = (alias, version, percent) => book.write(`${alias}:${version}`, percent)
  for (const [alias, weights] of Object.entries(item.aliases))
    routeAlias(world, item, cases.machine, alias, weights)
  pattern.setUp?.({ world, settings: item.settings, gauge: book.write, fail: (name, message) => Object.assign(new Error(message), { name }) })
  return { world, gauges: book.gauges }
}

/**
 * The versions that the aliases of a case name: the stem at index 0 is version 1.
 *
 * @param item a case
 * @returns stems of .asl.yaml files, each once
 */
export function versionsOf(item: Case): string[] {
  return [...new Set(Object.values(item.aliases).flatMap(weights => Object.keys(weights)))]
}

/** Points an alias at versions, given by their stems. */
export function routeAlias(world: World, item: Case, machine: string, alias: string, weights: Record<string, number>): void {
  const stems = versionsOf(item)
  const routing = Object.fromEntries(Object.entries(weights).map(([stem, percent]) => [String(stems.indexOf(stem) + 1), percent]))
  world.stateMachines.updateAlias(machine, alias, routing)
}
