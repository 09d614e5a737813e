import type { Exercise } from '../simulation/grading/exercise.ts'
import type { CaseResult, CheckResult, Grade } from '../simulation/grading/grade-types.ts'
import { printable, type Paint } from './terminal.ts'

/**
 * What the page would say of an answer, as lines: the first thing that is not as asked in full, all others folded to a line each.
 *
 * @param exercise the exercise
 * @param result how it was graded
 * @param paint colours, where the terminal has them
 */
export function gradeInWords(exercise: Exercise, result: Grade, paint: Paint): string {
  const { solved, problem, cases, first } = result
  const lines: string[] = []
  if (problem) lines.push(paint('red', printable(problem.message)), '')
  for (const item of cases) lines.push(...caseInWords(item, first, paint))
  if (solved) lines.push('', paint('green', 'Solved.'), exercise.solved.trim())
  else lines.push('', `${countOf(cases)}.`)
  return `${lines.join('\n')}\n`
}

function caseInWords({ name, title, keptBack, problem, checks }: CaseResult, first: Grade['first'], paint: Paint): string[] {
  const ok = !problem && checks.every(check => check.ok)
  const told = keptBack && !ok ? ' (a case you had not seen)' : ''
  const here = first?.case === name ? first : undefined
  return [
    `${sign(ok, paint)} ${paint('bold', printable(title))}${told}`,
    ...(problem ? [`    ${paint('red', printable(problem.message))}`] : []),
    ...checks.flatMap(check => checkInWords(check, !problem && here?.check === check.name, paint)),
  ]
}

function checkInWords({ say, ok, ran, message, at }: CheckResult, open: boolean, paint: Paint): string[] {
  const line = `    ${ran ? sign(ok, paint) : paint('dim', '·')} ${printable(say)}${ran ? '' : paint('dim', '  not run')}`
  if (ok || !open) return [line]
  const place = at?.line === undefined ? '' : paint('dim', `  (line ${at.line})`)
  return [line, `        ${printable(message)}${place}`]
}

function sign(ok: boolean, paint: Paint): string {
  return ok ? paint('green', '✓') : paint('red', '✗')
}

function countOf(cases: readonly CaseResult[]): string {
  const checks = cases.flatMap(item => item.checks)
  return `${checks.filter(({ ok }) => ok).length} of ${checks.length} checks passed`
}
