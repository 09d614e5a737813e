import { setTimeout as sleep } from 'node:timers/promises'
import type { BidiConnection, BidiEvent } from './bidi.ts'

/** What went wrong in a tab since it was opened: errors and refusals of the policy, and whom it has asked for what. */
export interface TabReport {
  errors: string[]
  requests: string[]
}

/** The code points by which WebDriver knows keys that write nothing. https://w3c.github.io/webdriver/#keyboard-actions */
const KEYS: Record<string, string> = { PageUp: '\uE00E', PageDown: '\uE00F', ArrowLeft: '\uE012', ArrowUp: '\uE013', ArrowRight: '\uE014', ArrowDown: '\uE015' }

/** A tab of a Firefox: the few methods of Playwright's `Page` that the walk through the deck needs, and what the tab has seen. */
export class FirefoxTab {
  readonly report: TabReport = { errors: [], requests: [] }
  private readonly connection: BidiConnection
  private readonly context: string

  private constructor(connection: BidiConnection, context: string) {
    this.connection = connection
    this.context = context
    connection.onEvent(event => this.note(event))
  }

  /** Opens a tab with a page of 980 × 552, the canvas of a slide. */
  static async open(connection: BidiConnection): Promise<FirefoxTab> {
    const { context } = await connection.send<{ context: string }>('browsingContext.create', { type: 'tab' })
    await connection.send('browsingContext.setViewport', { context, viewport: { width: 980, height: 552 } })
    await connection.send('script.addPreloadScript', { functionDeclaration: String(tellRefusals), contexts: [context] })
    return new FirefoxTab(connection, context)
  }

  /** Goes to another document, and waits for its elements. */
  async goto(url: string): Promise<void> {
    await this.connection.send('browsingContext.navigate', { context: this.context, url, wait: 'interactive' })
  }

  /** Brings the tab to the front. */
  async bringToFront(): Promise<void> {
    await this.connection.send('browsingContext.activate', { context: this.context })
  }

  /**
   * Calls a function in the page. It sees nothing from outside; what goes in and out is JSON.
   *
   * @throws with what the function threw
   */
  async evaluate<Result, Given = void>(work: (given: Given) => Result, given?: Given): Promise<Awaited<Result>> {
    const answer = await this.connection.send<Answer>('script.callFunction', {
      functionDeclaration: `async given => JSON.stringify(await (${work})(given && JSON.parse(given)))`,
      arguments: given === undefined ? [] : [{ type: 'string', value: JSON.stringify(given) }],
      target: { context: this.context },
      awaitPromise: true,
    })
    if (answer.type === 'exception') throw new Error(answer.exceptionDetails.text)
    return (answer.result.value === undefined ? undefined : JSON.parse(answer.result.value)) as Awaited<Result>
  }

  /** Waits until a function is true in the page; as long as the test may take. */
  async waitForFunction<Given = void>(test: (given: Given) => unknown, given?: Given): Promise<void> {
    while (!await this.evaluate(test, given)) await sleep(50)
  }

  readonly keyboard = {
    press: async (key: string): Promise<void> => {
      const value = KEYS[key] ?? key
      await this.connection.send('input.performActions', {
        context: this.context,
        actions: [{ type: 'key', id: 'keyboard', actions: [{ type: 'keyDown', value }, { type: 'keyUp', value }] }],
      })
    },
  }

  private note({ method, params }: BidiEvent): void {
    const { level, text, source, context, request } = params as Noted
    if ((source?.context ?? context) !== this.context) return
    if (method === 'log.entryAdded' && level === 'error') this.report.errors.push(text ?? '')
    if (method === 'network.beforeRequestSent' && request) this.report.requests.push(request.url)
  }
}

/** Runs in every document before its own scripts: makes of what the policy refuses an error that is seen here. */
function tellRefusals(): void {
  document.addEventListener('securitypolicyviolation', event => console.error(`refused by the policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`))
}

type Answer =
  | { type: 'success', result: { value?: string } }
  | { type: 'exception', exceptionDetails: { text: string } }

interface Noted {
  level?: string
  text?: string
  source?: { context?: string }
  context?: string
  request?: { url: string }
}
