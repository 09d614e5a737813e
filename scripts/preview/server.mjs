// @ts-check
import { createServer } from 'node:http'
import { deckHandler } from './handler.ts'

/**
 * A web server for a built deck, as in handler.ts.
 * @param {import('./handler.ts').DeckOptions} options
 * @returns {import('node:http').Server} not listening yet
 * @throws {Error} when there is no such folder
 */
export function deckServer(options) {
  return createServer(deckHandler(options))
}
