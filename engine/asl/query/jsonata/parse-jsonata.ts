import type { Expression, ExprNode } from 'jsonata'
import jsonata from 'jsonata'
import { visitNodes } from './visit-nodes.ts'

/** Why a text is no JSONata expression: a code of JSONata's, its message, and a 0-based offset into the text. */
export interface SyntaxProblem {
  code: string
  message: string
  position: number | undefined
}

/** The JavaScript stack did not suffice. */
export const tooDeep: SyntaxProblem = { code: 'S0500', message: 'The expression is nested too deeply', position: undefined }

/** Parsing takes time that grows with the square of some texts: those are refused before it starts. */
const maxLength = 65_536
const maxParents = 1_000

/** Operators that came to JSONata with version 2.1. Step Functions has 2.0.6 and refuses them. */
const newerOperators = ['??', '?:']

/**
 * Parses an expression as Step Functions does. Never throws.
 * https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 */
export function parseJsonata(text: string): { expression: Expression, root: ExprNode } | { problem: SyntaxProblem } {
  if (text.length > maxLength) return { problem: tooLarge(`more than ${maxLength} characters`) }
  if (text.split('%').length > maxParents) return { problem: tooLarge(`% more than ${maxParents} times`) }
  try {
    const expression = jsonata(text)
    const root = expression.ast()
    const problem = newerOperator(text, root)
    return problem ? { problem } : { expression, root }
  }
  catch (thrown) {
    const { code, message, position } = thrown as { code?: string, message?: string, position?: number }
    if (code === undefined) return { problem: tooDeep }
    return { problem: { code, message: message ?? code, position } }
  }
}

function tooLarge(what: string): SyntaxProblem {
  return { code: 'S0500', message: `The expression has ${what}`, position: undefined }
}

/** The parser turns these operators into conditions, which keep the place where the operator ends. */
function newerOperator(text: string, root: ExprNode): SyntaxProblem | undefined {
  let problem: SyntaxProblem | undefined
  visitNodes(root, ({ type, position = 0 }) => {
    const operator = type === 'condition' ? text.slice(position - 2, position) : ''
    if (newerOperators.includes(operator)) problem = { code: 'S0201', message: `The operator "${operator}" is not part of JSONata 2.0.6, the version of Step Functions`, position: position - 2 }
  })
  return problem
}
