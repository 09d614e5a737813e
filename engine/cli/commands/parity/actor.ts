/** The function of a stack of `asl take-home` that plays what the slide simulates. */

import { EndpointRefusal } from '../../../parity/endpoint.ts'
import { awsAddress, lambdaEndpoint, signatureHeaders } from '../../../server/index.ts'
import type { SfnClient } from '../../sfn-client.ts'

export interface Actor {
  /**
   * Tells it which case begins: it fills the stack's tables as the case finds them, and counts calls from one again.
   *
   * @throws EndpointRefusal where it can not be called, or knows no such case
   */
  begin: (name: string) => Promise<void>
  close: () => Promise<void>
}

/**
 * The actor of a stack, called by Lambda's Invoke with the region and the credentials that the SDK's own chain has found.
 *
 * @param stack its name
 * @param client where they come from
 * @param address who answers Invoke; Lambda itself otherwise
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export async function actorOf(stack: string, client: SfnClient, address: URL | undefined): Promise<Actor> {
  const [region, { accessKeyId, secretAccessKey, sessionToken }] = [await client.region(), await client.credentials()]
  const { origin, host } = address ?? new URL(awsAddress('lambda', region))
  const functions = lambdaEndpoint(origin, (request) => {
    const headers = { ...request.headers, Host: host, ...(sessionToken === undefined ? {} : { 'X-Amz-Security-Token': sessionToken }) }
    return { ...request, headers: { ...headers, ...signatureHeaders({ ...request, headers }, { accessKey: accessKeyId, secretKey: secretAccessKey, region, service: 'lambda', now: Date.now() }) } }
  })
  const name = `${stack}-actor`
  return {
    async begin(begin) {
      const outcome = await functions.invoke(name, { begin })
      if ('refused' in outcome) throw new EndpointRefusal(outcome.refused, `the actor ${name}: ${outcome.message}`)
      if ('errorType' in outcome) throw new EndpointRefusal(outcome.errorType, `the actor ${name}: ${messageOf(outcome.payload)}`)
    },
    close: () => functions.close(),
  }
}

function messageOf(payload: unknown): string {
  const { errorMessage } = payload as { errorMessage?: unknown }
  return typeof errorMessage === 'string' ? errorMessage : JSON.stringify(payload)
}
