/** A real account, which the page only looks at. */

import type { Json, JsonObject } from '../../../asl/index.ts'
import { EndpointRefusal } from '../../../parity/endpoint.ts'
import { awsAddress, type SignedCall } from '../../../server/index.ts'
import { Refusal } from '../../../service/index.ts'
import { connect } from '../../sfn-client.ts'
import type { Terminal } from '../../terminal.ts'

export interface RealAccount {
  /** What the page shows as the place that is looked at. */
  endpoint: string
  region: string
  call: SignedCall
  close: () => void
}

/**
 * The account of the credentials that the AWS SDK's own chain finds.
 *
 * @param address where it is asked; as the SDK finds it otherwise (`AWS_ENDPOINT_URL_SFN` is heard)
 * @param wanted its region; as the SDK finds it otherwise
 * @throws CommandError where the SDK is not installed; Error where no region is said anywhere
 */
export async function realAccount(address: URL | undefined, wanted: string | undefined, { env }: Pick<Terminal, 'env'>): Promise<RealAccount> {
  const client = await connect({ address, region: wanted })
  const region = await client.region()
  return {
    endpoint: address?.origin ?? (env.AWS_ENDPOINT_URL_SFN || env.AWS_ENDPOINT_URL || awsAddress('states', region)),
    region,
    call: async (operation, request) => {
      try {
        return onTheWire(await client.call(operation, request)) as JsonObject
      }
      catch (thrown) {
        throw thrown instanceof EndpointRefusal ? new Refusal(thrown.name, thrown.message) : thrown
      }
    },
    close: client.close,
  }
}

/** The SDK reads times, and adds what it knows of the request. */
function onTheWire(value: unknown): Json {
  if (value instanceof Date) return value.getTime() / 1000
  if (Array.isArray(value)) return value.map(onTheWire)
  if (typeof value !== 'object' || value === null) return value as Json
  return Object.fromEntries(Object.entries(value).filter(([name, inner]) => name !== '$metadata' && inner !== undefined).map(([name, inner]) => [name, onTheWire(inner)]))
}
