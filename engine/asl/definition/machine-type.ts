import { type Json, plainText } from '../query/json.ts'

const TYPES: readonly unknown[] = ['STANDARD', 'EXPRESS']

/**
 * What is wrong with the type of a state machine or of a Map Run's children: it decides which quotas end a run, so that one which is
 * none must not run at all.
 *
 * @param type what was given; in capitals, as the service has it
 * @returns a sentence, or undefined for a type that is one
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html
 */
export function machineTypeProblem(type: unknown): string | undefined {
  return TYPES.includes(type) ? undefined : `A machine type is STANDARD or EXPRESS, not '${plainText(type as Json)}'.`
}
