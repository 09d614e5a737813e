import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { COVERED_PARTS, type CoveredSource, html, lcov, type Share, shareText, summaryOf } from '../../simulation/covering/index.ts'
import { CommandError } from '../problems.ts'
import { reasonOf } from '../reasons.ts'

/**
 * Writes what was gone through of state machines: for people, for editors and code hosts, for programs.
 *
 * @param folder made where it is missing
 * @returns one line with the numbers
 * @throws CommandError where something can't be written
 */
export function writeCoverage(folder: string, sources: readonly CoveredSource[]): string {
  writeReport(join(folder, 'index.html'), html('Coverage', sources))
  writeReport(join(folder, 'lcov.info'), lcov(sources))
  writeReport(join(folder, 'coverage.json'), `${JSON.stringify(sources.map(({ file, coverage }) => ({ file, ...coverage })), null, 2)}\n`)
  const summaries = sources.map(({ coverage }) => summaryOf(coverage))
  const all = COVERED_PARTS.map(part => `${shareText(summaries.reduce<Share>((sum, one) => ({ covered: sum.covered + one[part].covered, total: sum.total + one[part].total }), { covered: 0, total: 0 }))} ${part}`)
  return `${join(folder, 'index.html')}: ${all.join(', ')}`
}

/** @throws CommandError where the file can't be written */
export function writeReport(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  catch (error) {
    throw new CommandError(`${file} can not be written: ${reasonOf(error)}`)
  }
}
