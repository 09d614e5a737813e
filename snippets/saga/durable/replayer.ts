/**
 * How a durable function goes on after a wait: it runs again from the top, and what has a checkpoint is not done twice. A model of
 * checkpoint and replay in the AWS Durable Execution SDK for JavaScript, with steps and waits only, one after the other, and without
 * retries.
 *
 * https://docs.aws.amazon.com/durable-execution/getting-started/key-concepts/
 */
export interface DurableContext {
  /** Does something once and keeps what came of it. A step without a name is known by its position alone. */
  step<T>(name: string | undefined, work: () => Promise<T>): Promise<T>
  /** Ends this invocation; the next begins when the time is over. */
  wait(name: string | undefined, duration: { hours: number }): Promise<void>
}

/** The code of a durable function. Between its operations it has to do the same every time. */
export type Durable<I, O> = (input: I, context: DurableContext) => Promise<O>

/** What is kept of one operation. */
export interface Checkpoint {
  type: 'STEP' | 'WAIT'
  name?: string
  result?: unknown
  /** Why a step failed. */
  error?: string
}

/** An operation as an invocation came by it. */
export interface Passed {
  type: Checkpoint['type']
  name?: string
  how: 'ran' | 'replayed' | 'waits' | 'diverged'
  result?: unknown
}

export interface Invocation<O> {
  status: 'PENDING' | 'SUCCEEDED' | 'FAILED'
  passed: Passed[]
  /** All checkpoints afterwards, those of earlier invocations included. */
  journal: Checkpoint[]
  output?: O
  error?: { name: string, message: string }
}

/** What the SDK calls it when the code no longer fits its checkpoints. */
export const DIVERGED = 'NonDeterministicExecutionError'

/**
 * One invocation of a durable function, from the top to its end, to its next wait or to where it leaves the journal.
 *
 * As in the SDK, the code never hears of a wait or of a divergence: the operation does not return, so no `catch` takes it for a failure.
 *
 * @param code the function, as it is deployed now
 * @param input of the execution
 * @param journal the checkpoints of the invocations before; a wait in it is over
 * @returns how far it came; it does not reject for anything that the code throws
 */
export async function invoke<I, O>(code: Durable<I, O>, input: I, journal: Checkpoint[] = []): Promise<Invocation<O>> {
  const kept = [...journal]
  const passed: Passed[] = []
  const never = new Promise<never>(() => {})
  let end!: (how: Pick<Invocation<O>, 'status' | 'error'>) => void
  const ended = new Promise<Pick<Invocation<O>, 'status' | 'error'>>(resolve => end = resolve)

  /** The checkpoint at this position, if the code asks for the same operation as it did then. */
  function checkpointOf(type: Checkpoint['type'], name: string | undefined): Checkpoint | undefined | Promise<never> {
    const at = passed.length
    const found = kept[at]
    if (!found || (found.type === type && found.name === name))
      return found
    passed.push({ type, name, how: 'diverged' })
    const message = `Operation ${at + 1}: the journal has ${said(found)}, the code asks for ${said({ type, name })}.`
    end({ status: 'FAILED', error: { name: DIVERGED, message } })
    return never
  }

  const context: DurableContext = {
    async step(name, work) {
      const found = await checkpointOf('STEP', name)
      const checkpoint = found ?? { type: 'STEP', name, ...await attempt(work) }
      if (!found)
        kept.push(checkpoint)
      passed.push({ type: 'STEP', name, how: found ? 'replayed' : 'ran', result: checkpoint.result })
      if (checkpoint.error !== undefined)
        throw new Error(checkpoint.error)
      return checkpoint.result as Awaited<ReturnType<typeof work>>
    },
    async wait(name) {
      const found = await checkpointOf('WAIT', name)
      passed.push({ type: 'WAIT', name, how: found ? 'replayed' : 'waits' })
      if (found)
        return
      kept.push({ type: 'WAIT', name })
      end({ status: 'PENDING' })
      await never
    },
  }

  const whole = code(input, context).then(
    (output): Pick<Invocation<O>, 'status' | 'output'> => ({ status: 'SUCCEEDED', output }),
    (error: unknown): Pick<Invocation<O>, 'status' | 'error'> => ({ status: 'FAILED', error: { name: 'Error', message: messageOf(error) } }),
  )
  return { ...await Promise.race([whole, ended]), passed, journal: kept }
}

/** The same code without names for its operations. */
export function nameless<I, O>(code: Durable<I, O>): Durable<I, O> {
  return (input, context) => code(input, {
    step: (_, work) => context.step(undefined, work),
    wait: (_, duration) => context.wait(undefined, duration),
  })
}

async function attempt<T>(work: () => Promise<T>): Promise<{ result: T } | { error: string }> {
  try {
    return { result: await work() }
  }
  catch (error) {
    return { error: messageOf(error) }
  }
}

const messageOf = (error: unknown) => error instanceof Error ? error.message : String(error)

const said = ({ type, name }: Pick<Checkpoint, 'type' | 'name'>) => name === undefined ? `a ${type}` : `${type} ${name}`
