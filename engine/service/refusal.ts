import type { JsonObject } from '../asl/index.ts'

/** What the API says no with. The name is the service's own, as it goes over the wire: `StateMachineDoesNotExist`. */
export class Refusal extends Error {
  override readonly name: string
  /** Further members of the error, such as the `reason` of a ValidationException. */
  readonly more: JsonObject

  constructor(name: string, message: string, more: JsonObject = {}) {
    super(message)
    this.name = name
    this.more = more
  }
}

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/CommonErrors.html */
export function validationException(message: string, reason?: string): Refusal {
  return new Refusal('ValidationException', message, reason === undefined ? {} : { reason })
}
