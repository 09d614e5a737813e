/** Step Functions somewhere else: AWS, or a server that speaks like it. */

import type { JsonObject } from '../asl/index.ts'

/** Asks an operation of the API; the request and the answer have the API's members. */
export interface Endpoint {
  /** @throws EndpointRefusal where the answer is an error; anything else where there is no answer */
  call: (operation: string, request: JsonObject) => Promise<JsonObject>
}

/** An error that the API answers with. */
export class EndpointRefusal extends Error {
  /** @param name of the exception, such as StateMachineDoesNotExist */
  constructor(name: string, message: string) {
    super(message)
    this.name = name
  }
}

/**
 * All items of an operation that answers in pages.
 *
 * @param list the member that holds them
 */
export async function allPages<Item>(endpoint: Endpoint, operation: string, request: JsonObject, list: string): Promise<Item[]> {
  const items: Item[] = []
  let nextToken: string | undefined
  do {
    const answer = await endpoint.call(operation, { ...request, maxResults: 1000, ...(nextToken === undefined ? {} : { nextToken }) })
    items.push(...answer[list] as Item[])
    nextToken = answer.nextToken as string | undefined
  } while (nextToken !== undefined)
  return items
}
