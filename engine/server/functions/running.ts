import type { Outcome } from './outcome.ts'

/** A function that runs, until its file changes. */
export interface Running {
  invoke: (event: string, context: FunctionContext) => Promise<Outcome>
  end: () => Promise<void>
}

/** What a function is told of itself. https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
export interface FunctionContext {
  functionName: string
  awsRequestId: string
}
