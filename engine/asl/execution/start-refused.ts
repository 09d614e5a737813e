/** StartExecution said no. https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html#API_StartExecution_Errors */
export class StartRefused extends Error {
  /** The service's name for the reason: InvalidExecutionInput. */
  readonly exception: string

  constructor(exception: string, message: string) {
    super(message)
    this.name = 'StartRefused'
    this.exception = exception
  }
}
