/**
 * What an SDK needs to find a server of `serve`.
 *
 * @module
 */

/** Settings of `new SFNClient(…)`, and of any client of the AWS SDK for JavaScript that Step Functions' own calls need. */
export interface ClientConfig {
  endpoint: string
  region: string
  credentials: { accessKeyId: string, secretAccessKey: string }
  /** StartSyncExecution and TestState go to `sync-…` otherwise, which no laptop is called. */
  disableHostPrefix: true
}

/**
 * Settings for `@aws-sdk/client-sfn`: `new SFNClient(clientConfig(server))`.
 *
 * @param server what `serve` gave, or where it listens
 * @param options `region`: us-east-1 otherwise; `account`: twelve digits, where it shall not be the server's own
 */
export function clientConfig(server: string | { endpoint: string, region?: string }, { region, account }: { region?: string, account?: string } = {}): ClientConfig {
  const { endpoint, region: own } = typeof server === 'string' ? { endpoint: server } : server
  return {
    endpoint,
    region: region ?? own ?? 'us-east-1',
    credentials: { accessKeyId: account ?? 'local', secretAccessKey: 'local' },
    disableHostPrefix: true,
  }
}
