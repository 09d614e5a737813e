import type { ServerResponse } from 'node:http'
import type { Connect, ViteDevServer } from 'vite'

/**
 * Keeps the server up when something that answers requests or messages fails. Connect hands on what a middleware throws; a
 * promise that one leaves behind it does not look at, and Node ends a process in which one is rejected.
 */
export function stayUp(server: ViteDevServer): void {
  const { middlewares } = server
  const use = middlewares.use.bind(middlewares) as (...args: unknown[]) => Connect.Server
  Object.assign(middlewares, { use: (...args: unknown[]) => use(...args.map(arg => typeof arg === 'function' && arg.length < 4 ? watched(arg as Handler) : arg)) })

  server.ws.on('connection', (socket) => {
    const on = socket.on.bind(socket) as (event: string, listener: (...args: unknown[]) => unknown) => typeof socket
    const complain = (error: unknown) => server.config.logger.warn(`A message from a window could not be read: ${String(error)}`)
    Object.assign(socket, {
      on: (event: string, listener: (...args: unknown[]) => unknown) => on(event, event === 'message'
        ? (...args) => Promise.try(() => listener.apply(socket, args)).catch(complain)
        : listener),
    })
  })
}

type Handler = (request: Connect.IncomingMessage, response: ServerResponse, next: Connect.NextFunction) => unknown

function watched(handler: Handler): Handler {
  return function (this: unknown, request, response, next) {
    const left = handler.call(this, request, response, next)
    if (left instanceof Promise)
      left.catch(next)
    return left
  }
}
