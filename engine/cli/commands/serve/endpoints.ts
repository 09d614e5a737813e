import { addressProblem, type AwsEndpoint, awsEndpoint, type AwsEndpoints } from '../../../server/index.ts'
import { CommandError } from '../../problems.ts'
import type { EndpointSettings } from './settings.ts'

/** The services that variables of the environment are for, as Resource names them. https://docs.aws.amazon.com/step-functions/latest/dg/sfn-local-config-options.html */
const SERVICES = { DYNAMODB_ENDPOINT: 'dynamodb', SQS_ENDPOINT: 'sqs', SNS_ENDPOINT: 'sns' } as const

/**
 * The endpoints that answer tasks; undefined where none is named.
 *
 * @throws CommandError for what is no address, and for AWS's own
 */
export function endpointsOf(settings: EndpointSettings): AwsEndpoints | undefined {
  const of = (said: keyof EndpointSettings): AwsEndpoint | undefined => {
    const address = settings[said]
    if (address === undefined) return undefined
    const problem = addressProblem(address)
    if (problem !== undefined) throw new CommandError(`${said} is ${address}; ${problem}`)
    return awsEndpoint(address)
  }
  const all = of('--aws-endpoint')
  const services: Record<string, AwsEndpoint> = {}
  for (const [said, service] of Object.entries(SERVICES) as [keyof typeof SERVICES, string][]) {
    const endpoint = of(said)
    if (endpoint) services[service] = endpoint
  }
  return all || Object.keys(services).length > 0 ? { services, ...(all ? { all } : {}) } : undefined
}
