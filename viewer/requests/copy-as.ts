/** A call of the API as somebody would write it elsewhere. */

/** Whom it is for. */
export interface Target {
  /** `http://127.0.0.1:8083` */
  endpoint: string
  region: string
}

export const FORMS = ['CLI', 'boto3', 'curl'] as const

export type Form = typeof FORMS[number]

/**
 * Writes a call.
 *
 * @param form for a shell with the AWS CLI, for Python, or for a shell with curl
 * @param operation its name: `StartExecution`
 * @param request its members
 */
export function copyAs(form: Form, operation: string, request: Readonly<Record<string, unknown>>, target: Target): string {
  return { CLI: cli, boto3, curl }[form](operation, request, target)
}

function cli(operation: string, request: Readonly<Record<string, unknown>>, { endpoint, region }: Target): string {
  const options = Object.entries(request).filter(([, value]) => value !== null).map(([name, value]) => {
    const option = `--${kebab(name)}`
    if (typeof value === 'boolean')
      return value ? option : `--no-${kebab(name)}`
    return `${option} ${shell(typeof value === 'string' ? value : JSON.stringify(value))}`
  })
  return ['aws stepfunctions', kebab(operation), ...options, `--region ${shell(region)}`, `--endpoint-url ${shell(endpoint)}`].join(' ')
}

function boto3(operation: string, request: Readonly<Record<string, unknown>>, { endpoint, region }: Target): string {
  const members = Object.entries(request).filter(([, value]) => value !== null).map(([name, value]) => `    ${name}=${python(value)},\n`)
  return [
    'import boto3',
    '',
    `sfn = boto3.client("stepfunctions", endpoint_url=${python(endpoint)}, region_name=${python(region)})`,
    members.length === 0 ? `sfn.${kebab(operation).replaceAll('-', '_')}()` : `sfn.${kebab(operation).replaceAll('-', '_')}(\n${members.join('')})`,
    '',
  ].join('\n')
}

function curl(operation: string, request: Readonly<Record<string, unknown>>, { endpoint }: Target): string {
  return [
    `curl ${shell(`${endpoint.replace(/\/$/, '')}/`)}`,
    `-H ${shell('Content-Type: application/x-amz-json-1.0')}`,
    `-H ${shell(`X-Amz-Target: AWSStepFunctions.${operation}`)}`,
    // What begins with @ would be the name of a file.
    `--data-raw ${shell(JSON.stringify(request))}`,
  ].join(' ')
}

/** `StartExecution` is `start-execution`, as botocore writes it. */
function kebab(name: string): string {
  return name.replace(/(?<=[a-z\d])(?=[A-Z])/g, '-').toLowerCase()
}

/** A word that no shell reads otherwise. */
function shell(word: string): string {
  return /^[\w=:/.,-]+$/.test(word) && !word.startsWith('-') ? word : `'${word.replaceAll('\'', `'\\''`)}'`
}

/** Python's literals are JSON's but for three words; lone halves of surrogate pairs it writes alike. */
function python(value: unknown): string {
  if (value === null || value === undefined)
    return 'None'
  if (typeof value === 'boolean')
    return value ? 'True' : 'False'
  if (Array.isArray(value))
    return `[${value.map(item => python(item)).join(', ')}]`
  if (typeof value === 'object')
    return `{${Object.entries(value).map(([name, inner]) => `${JSON.stringify(name)}: ${python(inner)}`).join(', ')}}`
  return JSON.stringify(value)
}
