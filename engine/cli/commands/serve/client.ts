/** What clients need to know to find the server. */

import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { CommandError } from '../../problems.ts'
import { reasonOf } from '../../reasons.ts'
import type { Terminal } from '../../terminal.ts'

interface Place {
  port: number
  account: string
  region: string
}

/**
 * Lines for a shell: `eval "$(asl serve --env)"`. The last one lets StartSyncExecution and TestState work, which SDKs send to another host otherwise.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-host-prefix.html
 */
export function environment({ port, region }: Place): string {
  return [
    `export AWS_ENDPOINT_URL_SFN=http://127.0.0.1:${port}`,
    'export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local',
    `export AWS_REGION=${region} AWS_DEFAULT_REGION=${region}`,
    'export AWS_EC2_METADATA_DISABLED=true',
    'export AWS_DISABLE_HOST_PREFIX_INJECTION=true',
    '',
  ].join('\n')
}

/**
 * Adds a profile to the AWS configuration, which all SDKs and the CLI read.
 *
 * @param name of the profile; one that is there already stays as it is
 * @returns the file
 * @throws CommandError where there is one already, or where the file can not be written
 */
export function writeProfile(name: string, { port, region }: Place, { env }: Pick<Terminal, 'env'>): string {
  if (!/^[\w.-]+$/.test(name)) throw new CommandError(`--write-profile ${name}: a profile's name has letters, digits, dots and hyphens`)
  const file = env.AWS_CONFIG_FILE ?? join(env.HOME ?? homedir(), '.aws', 'config')
  try {
    const before = existsSync(file) ? readFileSync(file, 'utf8') : ''
    const headings = [name === 'default' ? 'default' : `profile ${name}`, `services ${name}`]
    const taken = headings.find(heading => before.split(/\r?\n/).some(line => line.trim() === `[${heading}]`))
    if (taken !== undefined) throw new CommandError(`${file} has a [${taken}] already; it stays as it is`)
    mkdirSync(dirname(file), { recursive: true })
    appendFileSync(file, `${before === '' || before.endsWith('\n') ? '' : '\n'}
[${headings[0]}]
region = ${region}
aws_access_key_id = local
aws_secret_access_key = local
disable_host_prefix_injection = true
services = ${name}

[services ${name}]
sfn =
  endpoint_url = http://127.0.0.1:${port}
`)
    return file
  }
  catch (error) {
    if (error instanceof CommandError) throw error
    throw new CommandError(`${file} can not be written: ${reasonOf(error)}`)
  }
}
