/**
 * Simulated Bedrock AgentCore: harnesses that run an agent, as the optimized integration invokes them. The agent is a script of turns;
 * all that happens around it is the service's: sessions, limits, what comes back, and that nobody stops it.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-bedrockagentcore.html
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/APIReference/API_InvokeHarness.html
 */

import type { Clock, Json, JsonObject, TaskCall } from '../../../asl/index.ts'
import { isObject, plainText } from '../../../asl/index.ts'
import { requiredText, ServiceError } from './service.ts'

export interface AgentMessage {
  role: 'user' | 'assistant'
  text: string
}

/** One cycle of an agent's loop: the model thinks, and then uses a tool or says something. */
export interface AgentTurn {
  /** Virtual seconds that it takes, its tool included. */
  seconds: number
  /** Tokens that the model reads and writes. */
  tokens: readonly [input: number, output: number]
  /** The tool that it uses at the end of the turn, and with what. */
  uses?: string
  with?: Json
  says?: string
}

/** What an agent is asked. */
export interface AgentRequest {
  sessionId: string
  /** All of the session, the newest message last. */
  messages: readonly AgentMessage[]
  /** Whether this invocation has the tool. */
  mayUse: (tool: string) => boolean
}

/** An agent: it gives its turns one after the other, and is told what the tool of each gave it; nothing where it may not use it. */
export type Agent = (request: AgentRequest) => Generator<AgentTurn, void, Json | undefined>

export interface HarnessOptions {
  /** What the agent can do outside, by name: `@shop/refund`. */
  tools?: Record<string, (input: Json) => Json>
  /** The harness's own limits, which an invocation may override. Their defaults are the service's. */
  timeoutSeconds?: number
  maxIterations?: number
}

/** Tokens of one turn, and of all invocations up to it. */
export interface TokenUse {
  turn: number
  total: number
}

interface Harness extends Required<HarnessOptions> {
  agent: Agent
}

/** https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/harness-operations.html */
const DEFAULTS = { tools: {}, timeoutSeconds: 3600, maxIterations: 75 }

/** The longest that a Task waits for a harness, whatever its TimeoutSeconds say. */
const PATIENCE_SECONDS = 900

const SESSION_ID = /^[a-z0-9][\w-]{32,255}$/i

export class AgentCore {
  /** Told at the end of every turn of every agent. */
  onTurn: (use: TokenUse) => void = () => {}
  private readonly harnesses = new Map<string, Harness>()
  private readonly sessions = new Map<string, AgentMessage[]>()
  private readonly clock: Clock
  private total = 0
  private unnamed = 0

  constructor(clock: Clock) {
    this.clock = clock
  }

  /** Makes a harness, under the ARN that tasks name it by. */
  add(arn: string, agent: Agent, options: HarnessOptions = {}): void {
    this.harnesses.set(arn, { ...DEFAULTS, ...options, agent })
  }

  /**
   * The `bedrockagentcore:invokeHarness` integration. Its limits `MaxIterations` and `TimeoutSeconds` end the agent's work; the Task's
   * timeout and the end of its execution do not. Throws ServiceError where the service refuses.
   *
   * MaxTokens has no effect here: AWS's guide and its API reference differ about what it counts.
   */
  readonly call = (action: string, parameters: JsonObject, call: TaskCall): undefined => {
    if (action !== 'invokeHarness' || call.integration.sdk) throw new ServiceError('InvalidAction', 'This simulated AgentCore has only the optimized invokeHarness.')
    const harness = this.harnesses.get(requiredText(parameters, 'HarnessArn'))
    if (!harness) throw new ServiceError('ResourceNotFoundException', `There is no harness ${plainText(parameters.HarnessArn)}.`, 404)
    const sessionId = this.sessionOf(parameters.RuntimeSessionId)
    const messages = this.sessions.get(sessionId) ?? []
    messages.push(...messagesOf(parameters.Messages))
    this.sessions.set(sessionId, messages)
    call.after(PATIENCE_SECONDS * 1000, () => call.timeOut())
    const limits = {
      seconds: numberOf(parameters.TimeoutSeconds, harness.timeoutSeconds),
      turns: numberOf(parameters.MaxIterations, harness.maxIterations),
    }
    this.work(harness, { sessionId, messages, mayUse: permission(harness, parameters.AllowedTools) }, limits, (answer, text) => {
      if (text !== undefined) messages.push({ role: 'assistant', text })
      call.succeed(answer)
    })
  }

  /** Lets an agent work until it has nothing more to do or a limit is reached, and gives the answer, with the text in it. */
  private work({ agent, tools }: Harness, request: AgentRequest, limits: { seconds: number, turns: number }, done: (answer: JsonObject, text: string | undefined) => void): void {
    const began = this.clock.now
    const turns = agent(request)
    const tokens = [0, 0] as [input: number, output: number]
    let taken = 0
    let said: string | undefined
    let open = true

    const end = (reason: string) => {
      open = false
      deadline.cancel()
      done({
        Output: { Message: { Role: 'assistant', Content: said === undefined ? [] : [{ Text: said }] } },
        StopReason: reason,
        Usage: { InputTokens: tokens[0], OutputTokens: tokens[1], TotalTokens: tokens[0] + tokens[1] },
        Metrics: { LatencyMs: this.clock.now - began },
      }, said)
    }
    // The integration's page names four reasons to stop; those for the limits are the API's.
    const deadline = this.clock.after(limits.seconds * 1000, () => end('timeout_exceeded'))

    const next = (given: Json | undefined) => {
      const { value: turn, done: finished } = turns.next(given)
      if (finished) return end('end_turn')
      if (taken++ === limits.turns) return end('max_iterations_exceeded')
      this.clock.after(turn.seconds * 1000, () => {
        if (!open) return
        this.count(tokens, turn.tokens)
        // Only the last message is given back, and of it only the text.
        said = turn.says
        next(turn.uses !== undefined && request.mayUse(turn.uses) ? tools[turn.uses]!(turn.with ?? null) : undefined)
      })
    }
    next(undefined)
  }

  private count(sum: [input: number, output: number], [input, output]: AgentTurn['tokens']): void {
    sum[0] += input
    sum[1] += output
    this.total += input + output
    this.onTurn({ turn: input + output, total: this.total })
  }

  /** AWS's own examples leave the id out as well; the session is a new one then. */
  private sessionOf(id: Json | undefined): string {
    if (id === undefined) return `unnamed ${++this.unnamed}`
    if (typeof id === 'string' && SESSION_ID.test(id)) return id
    throw new ServiceError('ValidationException', `The session id ${JSON.stringify(id)} must have 33 to 256 letters, digits, hyphens or underscores.`)
  }
}

function messagesOf(messages: Json | undefined): AgentMessage[] {
  if (!Array.isArray(messages) || messages.length === 0) throw new ServiceError('ValidationException', 'The parameter Messages is required and must be a list of messages.')
  return messages.map((message) => {
    if (!isObject(message) || (message.Role !== 'user' && message.Role !== 'assistant') || !Array.isArray(message.Content)) {
      throw new ServiceError('ValidationException', 'Each message has a Role, user or assistant, and a list of Content.')
    }
    return { role: message.Role, text: message.Content.map(block => isObject(block) && typeof block.Text === 'string' ? block.Text : '').join('') }
  })
}

/** AllowedTools names tools (`@shop/track`), all of a server's (`@shop`, `@shop/*`), or all there are (`*`). */
function permission({ tools }: Harness, allowed: Json | undefined): AgentRequest['mayUse'] {
  const names = Array.isArray(allowed) ? allowed : ['*']
  return tool => Object.hasOwn(tools, tool) && names.some(name => name === '*' || name === tool || (typeof name === 'string' && tool.startsWith(`${name.replace(/\/\*$/, '')}/`)))
}

function numberOf(value: Json | undefined, fallback: number): number {
  return typeof value === 'number' ? value : fallback
}
