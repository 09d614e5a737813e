/** The state machines that cases need there: those that are there, and those made for the comparison. */

import type { JsonObject, MachineType } from '../asl/index.ts'
import { allPages, type Endpoint } from './endpoint.ts'

interface Wanted {
  name: string
  type: MachineType
  definition: JsonObject
}

interface Listed {
  name: string
  stateMachineArn: string
  type: string
}

/** The state machines of an endpoint, by name. */
export class Machines {
  private readonly endpoint: Endpoint
  private readonly roleArn: string
  private readonly mayCreate: boolean
  private readonly prefix: string
  private listed: Promise<Listed[]> | undefined
  private readonly made: string[] = []

  /** `roleArn`: of machines that are made; `mayCreate`: whether those that are not there are made; `prefix`: what their names begin with there. */
  constructor(endpoint: Endpoint, { roleArn, mayCreate, prefix = '' }: { roleArn: string, mayCreate: boolean, prefix?: string }) {
    this.endpoint = endpoint
    this.roleArn = roleArn
    this.mayCreate = mayCreate
    this.prefix = prefix
  }

  /** @returns its ARN, or why there is none */
  async find({ name: ownName, type, definition }: Wanted): Promise<{ arn: string } | { none: string }> {
    const name = `${this.prefix}${ownName}`
    const listed = await (this.listed ??= allPages<Listed>(this.endpoint, 'ListStateMachines', {}, 'stateMachines'))
    const found = listed.find(machine => machine.name === name)
    if (found && found.type !== type) return { none: `${name} is ${found.type} there and ${type} here` }
    if (found) return { arn: found.stateMachineArn }
    if (!this.mayCreate) return { none: `there is no state machine ${name}` }
    const { stateMachineArn } = await this.endpoint.call('CreateStateMachine', { name, type, roleArn: this.roleArn, definition: JSON.stringify(definition) }) as { stateMachineArn: string }
    this.made.push(stateMachineArn)
    listed.push({ name, type, stateMachineArn })
    return { arn: stateMachineArn }
  }

  /** Deletes what was made. */
  async remove(): Promise<void> {
    for (const stateMachineArn of this.made.splice(0)) await this.endpoint.call('DeleteStateMachine', { stateMachineArn })
  }
}
