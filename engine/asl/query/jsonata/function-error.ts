/** What JSONata's messages name besides the code: which argument of which function, or what was passed. */
interface ErrorDetails {
  index?: number
  token?: string
  functionName?: string
  value?: string
}

/** An error that a function raises in JSONata's own form: a code, and for D3137 the sentence; other codes have their own. */
export class FunctionError {
  readonly code: string
  readonly message: string
  readonly index: number | undefined
  readonly token: string | undefined
  readonly functionName: string | undefined
  readonly value: string | undefined

  constructor(code: string, message: string, { index, token, functionName, value }: ErrorDetails = {}) {
    this.code = code
    this.message = message
    this.index = index
    this.token = token
    this.functionName = functionName
    this.value = value
  }
}

/** An argument, counted from 1, is of no type that a function takes. */
export function wrongArgument(functionName: string, index: number): FunctionError {
  return new FunctionError('T0410', '', { index, token: functionName })
}
