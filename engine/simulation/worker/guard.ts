import type { FromWorker, ToWorker } from './serve.ts'

/** Fetching the worker's script is not the request's fault and may take longer. */
const LOADING_SECONDS = 30

export interface AskOptions<News> {
  /** Told of what the worker says before its answer. */
  onNews?: (news: News) => void
  /**
   * After how many seconds in which the worker says nothing, not even that it works, it is taken for stuck. How long it works is not
   * judged here: that is counted by what it does, the same on every machine.
   */
  seconds?: number
}

/** Why a request has no answer. `stuck`: the worker said nothing for too long; `ended`: from here. */
export class GuardFailure extends Error {
  readonly reason: 'worker' | 'stuck' | 'ended'

  constructor(reason: GuardFailure['reason'], message: string) {
    super(message)
    this.reason = reason
  }
}

interface Question<Answer, News> {
  number: number
  answered: (answer: Answer) => void
  failed: (failure: GuardFailure) => void
  onNews: ((news: News) => void) | undefined
  seconds: number
}

/**
 * A worker for what nobody vouches for: it leaves the page free to go on, and is ended when it breaks, when it is stuck, or when nobody
 * wants its answer any more. The next request has a new one.
 */
export class Guard<Request, Answer, News = never> {
  private readonly make: () => Worker
  private worker: Worker | undefined
  private question: Question<Answer, News> | undefined
  private asked = 0
  private timer: ReturnType<typeof setTimeout> | undefined

  /** @param make starts a worker whose script calls `serve` */
  constructor(make: () => Worker) {
    this.make = make
  }

  /** Whether a request is being answered. */
  get busy(): boolean {
    return this.question !== undefined
  }

  /** Whether there is a worker, which the next request would find loaded. */
  get ready(): boolean {
    return this.worker !== undefined
  }

  /**
   * Asks for one answer. What was asked before and has none yet is ended.
   *
   * @param request plain data
   * @throws GuardFailure, as a rejection, with a sentence for whoever wrote what is run
   */
  ask(request: Request, { onNews, seconds = LOADING_SECONDS }: AskOptions<News> = {}): Promise<Answer> {
    if (this.busy) this.end()
    return new Promise((answered, failed) => {
      const number = ++this.asked
      this.question = { number, answered, failed, onNews, seconds }
      this.wait(LOADING_SECONDS, 'worker', `The worker that runs definitions did not begin within ${LOADING_SECONDS} seconds.`)
      try {
        this.worker ??= this.start()
      }
      catch (thrown) {
        return this.giveUp('worker', `This page may not start a worker: ${String(thrown)}`)
      }
      try {
        this.worker.postMessage({ number, request } satisfies ToWorker<Request>)
      }
      catch (thrown) {
        this.giveUp('worker', `The request holds something that can't be sent to a worker: ${String(thrown)}`)
      }
    })
  }

  /** Ends the worker, and the request that it was busy with. */
  end(): void {
    this.giveUp('ended', 'This was ended before it was done.')
  }

  private start(): Worker {
    const worker = this.make()
    const isCurrent = (): boolean => worker === this.worker
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker<Answer, News>>) => isCurrent() && this.hear(data))
    worker.addEventListener('error', (event) => {
      event.preventDefault()
      if (isCurrent()) this.giveUp('worker', event.message ? `The worker that runs definitions broke: ${event.message}` : 'The worker that runs definitions could not be loaded.')
    })
    worker.addEventListener('messageerror', () => isCurrent() && this.giveUp('worker', 'What the worker answered could not be read.'))
    return worker
  }

  private hear(message: FromWorker<Answer, News>): void {
    const { question } = this
    if (!question || message.number !== question.number) return
    if (message.kind === 'answer') {
      this.settle()
      question.answered(message.answer)
    }
    else if (message.kind === 'broken') {
      this.giveUp('worker', message.message)
    }
    else {
      const time = `${question.seconds} ${question.seconds === 1 ? 'second' : 'seconds'}`
      this.wait(question.seconds, 'stuck', `The run was ended because nothing came of it for ${time}.`)
      if (message.kind === 'news') question.onNews?.(message.news)
    }
  }

  private wait(seconds: number, reason: GuardFailure['reason'], message: string): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.giveUp(reason, message), seconds * 1000)
  }

  private settle(): void {
    clearTimeout(this.timer)
    this.question = undefined
  }

  private giveUp(reason: GuardFailure['reason'], message: string): void {
    const { question } = this
    this.worker?.terminate()
    this.worker = undefined
    this.settle()
    question?.failed(new GuardFailure(reason, message))
  }
}
