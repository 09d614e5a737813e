/** A place that a definite path could not reach: what was missing, in the words of the JSONPath library AWS uses. */
export class PathNotFound {
  readonly message: string

  constructor(message: string) {
    this.message = message
  }
}
