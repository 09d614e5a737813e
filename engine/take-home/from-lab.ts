import { parseDefinition, parseIntegration, statesByName, validate, type StateMachineDefinition } from '../asl/index.ts'
import type { Taken } from '../simulation/home/taken.ts'
import type { Pattern } from '../simulation/play/pattern.ts'
import { WorkLimitReached } from '../simulation/run/work.ts'
import { lookupIn, type ActionTable } from './action-table.ts'
import { onAws } from './on-aws.ts'

/** A machine that somebody has edited, among all that belongs to it. */
export interface Edited {
  /** Of the pattern or the exercise. */
  slug: string
  /** Which machine the text stands for. */
  stem: string
  text: string
  /** The other machines' texts, by stem. */
  texts: Readonly<Record<string, string>>
  /** The command that plays its cases. */
  check: string
  /** The pattern with the text's definition in its place. */
  patternOf: (definition: StateMachineDefinition) => Pattern
}

/**
 * What deploys a machine from the lab, as CloudFormation: the pattern's stack or the exercise's, with the edited text in the machine's place. Page and
 * terminal give the same, so both look actions up in the same table; what that has not, the README names.
 *
 * @param edited the text, and what belongs to it
 * @param table what IAM knows
 * @param onWork told again and again while cases are played
 * @returns the files, or in one sentence why there are none
 */
export async function fromLab({ slug, stem, text, texts, check, patternOf }: Edited, table: ActionTable, onWork?: () => void): Promise<NonNullable<Taken['aws']>> {
  const parsed = parseDefinition(text)
  const { definition } = parsed
  if (!definition || !validate(parsed, { advice: false }).valid) return { problem: 'the definition has errors.' }
  const byArn = [...statesByName(definition)].find(([, { Resource }]) => typeof Resource === 'string' && /^(?:lambda|activity)$/.test(parseIntegration(Resource)?.kind ?? ''))
  if (byArn) return { problem: `${byArn[0]} calls a function or an activity by its ARN, which a stack of one’s own does not make.` }
  try {
    return { files: await onAws({ slug, pattern: patternOf(definition), texts: { ...texts, [stem]: text }, folder: {}, edited: { stem, check } }, 'cfn', lookupIn(table), onWork) }
  } catch (error) {
    if (error instanceof WorkLimitReached) return { problem: error.message }
    throw error
  }
}
