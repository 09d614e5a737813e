/** The API of Step Functions, asked at this page's own address. https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html */

/** A refusal of the service, under its own name. */
export class AwsError extends Error {
  readonly status: number

  constructor(name: string, message: string, status: number) {
    super(message)
    this.name = name
    this.status = status
  }
}

/** Whose executions are looked at. */
export interface Place {
  account: string
  region: string
}

/**
 * Asks for one operation.
 *
 * @param place account and region; the server's own where it is left out
 * @param operation its name: `DescribeExecution`
 * @returns the answer; times are seconds since the epoch
 * @throws AwsError as the service refuses; TypeError where nobody answers
 */
export async function ask<Answer>(place: Place | undefined, operation: string, request: object, signal?: AbortSignal): Promise<Answer> {
  const response = await fetch('./', {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.0',
      'X-Amz-Target': `AWSStepFunctions.${operation}`,
      'X-Asl-Page': '1',
      // Nobody checks the signature here; region and account stand in it.
      ...(place ? { Authorization: `AWS4-HMAC-SHA256 Credential=${place.account}/20260101/${place.region}/states/aws4_request, SignedHeaders=host, Signature=0` } : {}),
    },
    body: JSON.stringify(request),
    cache: 'no-store',
    ...(signal ? { signal } : {}),
  })
  const answer = await response.json().catch(() => ({})) as { __type?: string, message?: string, Message?: string }
  if (response.ok)
    return answer as Answer
  throw new AwsError(answer.__type?.split('#').at(-1) ?? `HTTP ${response.status}`, answer.message ?? answer.Message ?? 'There is no reason in the answer.', response.status)
}

/** What has gone wrong, in a line. */
export function reasonOf(error: unknown): string {
  if (error instanceof AwsError)
    return `${error.name}: ${error.message}`
  return error instanceof TypeError ? 'The server does not answer.' : String((error as Error).message ?? error)
}
