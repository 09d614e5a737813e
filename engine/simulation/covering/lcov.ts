import { type CoveredSource, lineVisits, placesOf } from './source-lines.ts'

/**
 * Coverage as lcov writes it, which editors and code hosts read: states are functions, rules, catchers and retriers are branches.
 *
 * @returns the text of an `lcov.info`
 * @see https://manpages.debian.org/unstable/lcov/geninfo.1.en.html#TRACEFILE_FORMAT
 */
export function lcov(sources: readonly CoveredSource[]): string {
  return sources.map(recordOf).join('')
}

function recordOf(covered: CoveredSource): string {
  const places = placesOf(covered)
  const states = places.filter(({ kind }) => kind === 'state')
  const branches = places.filter(({ kind }) => kind !== 'state')
  const visitsOf = new Map(states.map(({ state, visits }) => [state, visits]))
  const lines = lineVisits(covered)
  const blocks = [...new Set(branches.map(({ state }) => state))]
  return `${[
    'TN:',
    `SF:${oneLine(covered.file)}`,
    ...states.map(({ state, range }) => `FN:${range.start.line},${oneLine(state)}`),
    ...states.map(({ state, visits }) => `FNDA:${visits},${oneLine(state)}`),
    `FNF:${states.length}`,
    `FNH:${states.filter(({ visits }) => visits > 0).length}`,
    // A branch of a state that was never entered is not asked, which lcov tells from one that was not taken.
    ...branches.map(({ state, range, visits }, index) => `BRDA:${range.start.line},${blocks.indexOf(state)},${index},${visitsOf.get(state) ? visits : '-'}`),
    `BRF:${branches.length}`,
    `BRH:${branches.filter(({ visits }) => visits > 0).length}`,
    ...[...lines].map(([line, visits]) => `DA:${line},${visits}`),
    `LF:${lines.size}`,
    `LH:${[...lines.values()].filter(visits => visits > 0).length}`,
    'end_of_record',
  ].join('\n')}\n`
}

function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, ' ')
}
