import { createRequire } from 'node:module'
import { getLanguageService, TextDocument } from 'amazon-states-language-service'
import type { StateMachineDefinition } from '../../engine/asl/index.ts'

/** Two checkers that others wrote, AWS's own editor help among them. */

// The package has no types of its own.
const aslValidator = createRequire(import.meta.url)('asl-validator') as (definition: object, options?: object) => { isValid: boolean, errorsText: () => string }

/** What asl-validator has against a definition, as one text; empty where it has nothing. */
export function validatorErrors(definition: StateMachineDefinition): string {
  const { isValid, errorsText } = aslValidator(definition, { checkArn: false, checkPaths: false })
  return isValid ? '' : errorsText() || 'not valid'
}

/** The errors that AWS's language service finds in a definition. */
export async function languageServiceErrors(definition: StateMachineDefinition): Promise<string[]> {
  const document = TextDocument.create('file:///machine.asl.json', 'asl', 1, JSON.stringify(definition, null, 2))
  const service = getLanguageService({})
  const found = await service.doValidation(document, service.parseJSONDocument(document))
  return found.filter(({ severity }) => severity === 1).map(({ message }) => String(message))
}
