/**
 * Task tokens: handed out with `.waitForTaskToken` tasks and activities, taken back by SendTaskSuccess, SendTaskFailure and
 * SendTaskHeartbeat.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html
 */

import type { Json } from '../../query/json.ts'

/** What is answered with a token: an attempt at a task. */
export interface TokenHolder {
  readonly taskToken?: string
  succeed(output: Json): boolean
  fail(error?: string, cause?: string): boolean
  heartbeat(): boolean
}

/** Why a call with a token was refused, under the service's own names. */
export interface TokenRefusal {
  exception: 'TaskTimedOut' | 'TaskDoesNotExist' | 'InvalidToken'
  message: string
}

/** How an attempt with a token ended. */
export type TokenClosing = 'succeeded' | 'failed' | 'timed-out' | 'crashed' | 'aborted'

/** So many tokens that are no good any more are remembered: those who come with an older one hear that there never was such a token. */
const REMEMBERED = 50_000

/** The tokens of everything that runs on one clock, so that any worker can answer any execution. */
export class TaskTokens {
  /** Made with the first token: most executions hand out none. */
  private byToken: Map<string, TokenHolder> | undefined
  private closed: Set<string> | undefined
  private issued = 0

  /** A new token. It looks like the service's: long, and without meaning. */
  issue(executionArn: string, state: string): string {
    const seed = `${++this.issued}/${executionArn}/${state}`
    return `AQCEAAAAKgAAAAMAAAAAAAAAA${base64(seed)}`
  }

  /** From now on the attempt can be answered with its token. */
  open(attempt: TokenHolder): void {
    this.byToken ??= new Map()
    this.byToken.set(attempt.taskToken!, attempt)
  }

  /** From now on the token is refused. */
  close(attempt: TokenHolder): void {
    const token = attempt.taskToken!
    if (!this.byToken?.delete(token)) return
    this.closed ??= new Set()
    this.closed.add(token)
    for (const oldest of this.closed) {
      if (this.closed.size <= REMEMBERED) break
      this.closed.delete(oldest)
    }
  }

  /** SendTaskSuccess. Undefined when it was accepted. */
  succeed(token: string, output: Json): TokenRefusal | undefined {
    const attempt = this.find(token)
    return 'exception' in attempt ? attempt : void attempt.succeed(output)
  }

  /** SendTaskFailure. Undefined when it was accepted. */
  fail(token: string, error?: string, cause?: string): TokenRefusal | undefined {
    const attempt = this.find(token)
    return 'exception' in attempt ? attempt : void attempt.fail(error, cause)
  }

  /** SendTaskHeartbeat. Undefined when it was accepted. */
  heartbeat(token: string): TokenRefusal | undefined {
    const attempt = this.find(token)
    return 'exception' in attempt ? attempt : void attempt.heartbeat()
  }

  private find(token: string): TokenHolder | TokenRefusal {
    const open = this.byToken?.get(token)
    if (open) return open
    return this.closed?.has(token)
      ? { exception: 'TaskTimedOut', message: 'Task Timed Out: \'Provided task does not exist anymore\'' }
      : { exception: 'InvalidToken', message: 'Invalid Token: \'Invalid token\'' }
  }
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text))).replace(/=+$/, '')
}
