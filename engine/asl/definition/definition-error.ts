/** A definition that can't be run. */
export class DefinitionError extends Error {
  /** JSON pointer to the place, `/States/Pay` for example. */
  readonly location: string

  constructor(message: string, location: string) {
    super(message)
    this.name = 'DefinitionError'
    this.location = location
  }
}
