import type { CompiledPath } from '../jsonpath/compile-path.ts'
import type { Json } from '../json.ts'
import type { Evaluable, Scope } from '../scope.ts'
import type { IntrinsicArgument, IntrinsicCall } from './parse-intrinsic.ts'
import { quotedJson } from '../json.ts'
import { compileSyntax } from '../jsonpath/compile-path.ts'
import { asQueryError, QueryError } from '../query-error.ts'
import { ArgumentError, Arguments, maxPayload } from './arguments.ts'
import { intrinsicFunctions } from './functions.ts'
import { measure } from '../jsonata/meter.ts'
import { parseIntrinsic } from './parse-intrinsic.ts'

/**
 * Compiles an intrinsic function call. Throws a QueryError at once if the text is no call of a known function.
 *
 * Evaluating throws States.Runtime for arguments the function can't take and for a path in them that finds nothing. The
 * documentation names States.IntrinsicFailure for the first; executions recorded on AWS end with States.Runtime, which no
 * Retry and no Catch can name.
 * https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html
 */
export function compileIntrinsic(text: string): Evaluable {
  const evaluate = compileCall(parseIntrinsic(text))
  return {
    evaluate(scope) {
      try {
        return evaluate(scope)
      }
      catch (thrown) {
        throw asQueryError(thrown, 'States.Runtime', `The function '${text}'`)
      }
    },
  }
}

type Evaluate = (scope: Scope) => Json

/** What a function reads and writes for the price of a step, in characters or bytes. The dearest of them makes digests. */
const sizePerStep = 32

/** Reading and writing so little is not worth telling. */
const smallSize = 256

function compileCall(call: IntrinsicCall): Evaluate {
  const run = Object.hasOwn(intrinsicFunctions, call.name) ? intrinsicFunctions[call.name]! : undefined
  if (!run) throw new QueryError('States.Runtime', `There is no intrinsic function '${call.name}'`, { position: 0 })
  const args = call.args.map(argument => compileArgument(argument, call))
  const [first] = call.args
  return (scope) => {
    const values = args.map(argument => argument(scope))
    const template = first?.kind === 'string' ? first.template : values[0]
    try {
      const result = run(new Arguments(values, template, scope.random))
      const size = values.reduce<number>((sum, value) => sum + measure(value), measure(result))
      if (size > smallSize) scope.spent?.(size / sizePerStep)
      if (typeof result === 'string' && result.length > maxPayload) throw new ArgumentError(`The result is longer than ${maxPayload} characters`)
      return result
    }
    catch (thrown) {
      if (thrown instanceof ArgumentError) throw new QueryError('States.Runtime', `There was an error while evaluating the intrinsic function: ${call.text}. ${thrown.message || `Invalid arguments in ${call.name}`}`)
      throw thrown
    }
  }
}

function compileArgument(argument: IntrinsicArgument, call: IntrinsicCall): Evaluate {
  switch (argument.kind) {
    case 'string':
    case 'literal': return () => argument.value
    case 'call': return compileCall(argument.call)
    case 'path': {
      const path = compileSyntax(argument.text, argument.path)
      return (scope) => {
        const value = path.find(scope)
        if (value === undefined) throw missing(path, scope, call)
        return value
      }
    }
  }
}

function missing(path: CompiledPath, scope: Scope, call: IntrinsicCall): QueryError {
  const data = path.syntax.root.kind === 'context' ? scope.context : scope.input
  return new QueryError('States.Runtime', `The function '${call.text}' had the following error: The JsonPath argument for the field '${path.text}' could not be found in the input '${quotedJson(data)}'`)
}
