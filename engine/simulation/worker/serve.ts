/** The worker's side of a guard: one request after the other, and what is told of each goes under its number. */

/** What a guard sends: numbers tell a late answer from the one that is waited for. */
export interface ToWorker<Request> {
  number: number
  request: Request
}

/** `begun`: a request was taken up; `working`: it goes on; `broken`: nobody foresaw what happened. */
export type FromWorker<Answer, News> = { number: number } & (
  | { kind: 'begun' | 'working' }
  | { kind: 'news', news: News }
  | { kind: 'answer', answer: Answer }
  | { kind: 'broken', message: string }
)

/** What whoever answers can tell meanwhile. */
export interface Meanwhile<News> {
  news: (news: News) => void
  /** Work was done: to be called now and then, so that nobody takes long work for none. */
  working: () => void
}

/** The little of a worker's global scope that is used here. */
interface WorkerScope {
  postMessage(message: unknown): void
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void
}

/**
 * Answers a guard's requests, in a worker.
 *
 * @param answer what is done with one; what it throws is told
 */
export function serve<Request, Answer, News = never>(answer: (request: Request, meanwhile: Meanwhile<News>) => Answer | Promise<Answer>): void {
  const scope = globalThis as unknown as WorkerScope
  scope.addEventListener('message', async ({ data }: MessageEvent<ToWorker<Request>>) => {
    const { number, request } = data
    const tell = (message: FromWorker<Answer, News>): void => scope.postMessage(message)
    tell({ number, kind: 'begun' })
    try {
      const meanwhile: Meanwhile<News> = { news: (news) => tell({ number, kind: 'news', news }), working: () => tell({ number, kind: 'working' }) }
      tell({ number, kind: 'answer', answer: await answer(request, meanwhile) })
    }
    catch (thrown) {
      tell({ number, kind: 'broken', message: thrown instanceof Error ? thrown.message : String(thrown) })
    }
  })
}
