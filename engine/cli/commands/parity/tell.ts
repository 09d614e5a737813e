import type { Verdict } from '../../../parity/cases.ts'
import { LEVELS } from '../../../parity/compare.ts'
import type { Json } from '../../../asl/index.ts'
import type { Paint } from '../../terminal.ts'

/** One case, in a line or two. */
export function verdictText({ pattern, case: name, compared, unit, difference, remark }: Verdict, paint: Paint): string {
  const aside = remark === undefined ? '' : `; ${remark}`
  if (difference) {
    const { level, what, here, there } = difference
    return `${paint('red', '✗')} ${pattern}: ${name} differs in ${level}: ${what}${aside}\n    here   ${shortly(here)}\n    there  ${shortly(there)}\n`
  }
  if (compared === undefined) return `${paint('yellow', '–')} ${pattern}: ${name} ${remark}\n`
  return `${paint('green', '✓')} ${pattern}: ${name} is the same: ${compared} ${compared === 1 ? unit!.slice(0, -1) : unit}${aside}\n`
}

/** How many cases are the same, differ in which level, and were not compared. */
export function summary(verdicts: readonly Verdict[]): string {
  const compared = verdicts.filter(verdict => verdict.compared !== undefined)
  const differing = LEVELS.map(level => [level, compared.filter(({ difference }) => difference?.level === level).length] as const).filter(([, count]) => count > 0)
  const same = compared.filter(({ difference }) => !difference).length
  return `${same} the same, ${compared.length - same} ${compared.length - same === 1 ? 'differs' : 'differ'}${differing.length === 0 ? '' : ` (${differing.map(([level, count]) => `${level} ${count}`).join(', ')})`}, ${verdicts.length - compared.length} not compared\n`
}

const LONGEST = 200

function shortly(value: Json | undefined): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
