import type { JsonObject } from '../asl/index.ts'
import { type Endpoint, EndpointRefusal } from '../parity/endpoint.ts'
import { CommandError } from './problems.ts'

/** Where Step Functions is asked; AWS itself without an address. */
export interface Where {
  address?: URL | undefined
  region?: string | undefined
}

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\]|::1)$/

/** Whether an address is this machine's. */
export function isHere(address: URL | undefined): boolean {
  return address !== undefined && LOOPBACK.test(address.hostname)
}

/** Step Functions, asked through the SDK. */
export interface SfnClient extends Endpoint {
  /** As the SDK has found it. Rejects where it finds none. */
  region: () => Promise<string>
  /** From the SDK's own chain. Rejects where it finds none. */
  credentials: () => Promise<Credentials>
  close: () => void
}

/** What a request is signed with. */
export interface Credentials {
  accessKeyId: string
  secretAccessKey: string
  sessionToken?: string | undefined
}

/**
 * Step Functions through the AWS SDK for JavaScript. Credentials come from the SDK's own chain, but for a server on this machine, which asks for none.
 *
 * @throws CommandError where the SDK is not installed
 */
export async function connect({ address, region }: Where): Promise<SfnClient> {
  const sdk = await import('@aws-sdk/client-sfn').catch(() => {
    throw new CommandError('this asks through the AWS SDK, which is not installed here: npm install @aws-sdk/client-sfn')
  })
  const client = new sdk.SFNClient({
    ...(address ? { endpoint: address.href, disableHostPrefix: true } : {}),
    ...(region === undefined ? isHere(address) ? { region: 'us-east-1' } : {} : { region }),
    ...(isHere(address) ? { credentials: { accessKeyId: 'local', secretAccessKey: 'local' } } : {}),
  })
  const commands = sdk as unknown as Record<string, new (request: JsonObject) => Parameters<typeof client.send>[0]>
  return {
    async call(operation, request) {
      try {
        return await client.send(new commands[`${operation}Command`]!(request)) as unknown as JsonObject
      }
      catch (thrown) {
        if (thrown instanceof sdk.SFNServiceException) throw new EndpointRefusal(thrown.name, thrown.message)
        throw new CommandError(`${address?.href ?? 'AWS'} gives no answer: ${(thrown as Error).message || (thrown as Error).name}`)
      }
    },
    region: () => client.config.region(),
    credentials: () => client.config.credentials(),
    close: () => client.destroy(),
  }
}
