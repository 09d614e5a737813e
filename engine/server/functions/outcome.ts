/** What a function outside answers, whoever runs it. https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */

import type { Json } from '../../asl/index.ts'

/** Its result; the error that it threw, with what it says of it; or why it could not be called, by Lambda's name for that. */
export type Outcome =
  | { result: Json }
  | { errorType: string, payload: Json }
  | { refused: string, message: string }

/** Whose invocation it is, and of what. */
export interface Invocation {
  executionArn?: string
  /** A version or an alias. */
  qualifier?: string
}

/** Somebody who runs functions. */
export interface Functions {
  /** Who it is, as an answer is tagged: `http://127.0.0.1:3001`, `functions/charge.mjs`. */
  by: (name: string) => string
  has: (name: string) => boolean
  /** Calls a function; it never rejects. */
  invoke: (name: string, payload: Json, invocation?: Invocation) => Promise<Outcome>
  close: () => Promise<void>
}

/** Reads what a function has answered as text. */
export function readPayload(text: string): Json {
  if (text === '') return null
  try {
    return JSON.parse(text) as Json
  }
  catch {
    return text
  }
}

/** What a function threw, as Lambda tells it. */
export function thrown(payload: Json): Outcome {
  const type = typeof payload === 'object' && payload !== null && !Array.isArray(payload) ? payload.errorType : undefined
  return { errorType: typeof type === 'string' ? type : 'Error', payload }
}
