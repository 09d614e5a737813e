import type { Account, AccountOptions, Answers } from '../service/index.ts'
import { ACCOUNT, REGION } from '../asl/index.ts'
import { answer, openAccount, Refusal } from '../service/index.ts'
import type { MachineType } from '../asl/index.ts'
import type { PlayableCase } from '../simulation/play/launch-case.ts'
import type { World } from '../simulation/index.ts'
import { ROLE_NAME } from './query.ts'

/** A state machine that is there from the start, in every account and region. */
export interface LoadedMachine {
  name: string
  type: MachineType
  /** JSON text. */
  definition: string
  /** Sets up the simulated services that answer its tasks; machines with the same one share them. */
  setUp?: ((world: World) => void) | undefined
  /** Cases that its executions can play, by name. */
  cases?: ReadonlyMap<string, PlayableCase> | undefined
}

/** So many accounts and regions are held in memory. */
const MOST_ACCOUNTS = 64

/** Accounts by their numbers and regions, which come to be when they are first asked for. */
export class Accounts {
  private readonly byPlace = new Map<string, Account>()
  private readonly options: Omit<AccountOptions, 'id' | 'region'>
  private readonly id: string
  private readonly region: string
  private loaded: readonly LoadedMachine[] = []

  constructor(options: Omit<AccountOptions, 'id' | 'region'>, { id = ACCOUNT, region = REGION }: { id?: string | undefined, region?: string | undefined } = {}) {
    this.options = options
    this.id = id
    this.region = region
  }

  /** Accounts and regions that have come to be, the one that is meant where nobody says so first. */
  get places(): { account: string, region: string }[] {
    const own = `${this.region}:${this.id}`
    return [...this.byPlace].sort(([a], [b]) => Number(b === own) - Number(a === own)).map(([, { id, region }]) => ({ account: id, region }))
  }

  /** Names of the cases that each machine has of its own, by its name. */
  get cases(): [machine: string, names: string[]][] {
    return this.loaded.flatMap(({ name, cases }) => cases && cases.size > 0 ? [[name, [...cases.keys()]] as [string, string[]]] : [])
  }

  /** Whether somebody outside is at work on anything, in any account. */
  get busyOutside(): boolean {
    for (const { outside } of this.byPlace.values()) if (outside.busy) return true
    return false
  }

  /** Whether a call is on its way to somebody outside. */
  get calling(): boolean {
    for (const { outside } of this.byPlace.values()) if (outside.calling) return true
    return false
  }

  /**
   * Whose account a request is for: an access key of twelve digits is one, and the region is the signature's.
   *
   * @param authorization the request's header: `AWS4-HMAC-SHA256 Credential=AKID/20261101/eu-west-1/states/aws4_request, …`
   */
  async of(authorization: string | undefined): Promise<Account> {
    const [, key = '', region] = /Credential=([^/\s,]+)\/\d+\/([a-z0-9-]{1,32})\//.exec(authorization ?? '') ?? []
    return this.at(/^\d{12}$/.test(key) ? key : this.id, region ?? this.region)
  }

  /** The account that is meant where nobody says so. */
  default(): Promise<Account> {
    return this.at(this.id, this.region)
  }

  /** Puts machines into every account, those to come included: new ones, and new revisions of those there. */
  async load(machines: readonly LoadedMachine[]): Promise<void> {
    this.loaded = machines
    for (const account of this.byPlace.values()) await setUpAll(account, machines)
  }

  private async at(id: string, region: string): Promise<Account> {
    const place = `${region}:${id}`
    const existing = this.byPlace.get(place)
    if (existing) return existing
    if (this.byPlace.size >= MOST_ACCOUNTS) throw new Refusal('ThrottlingException', `This server holds ${MOST_ACCOUNTS} accounts and regions at most.`)
    const account = openAccount({ ...this.options, id, region })
    this.byPlace.set(place, account)
    await setUpAll(account, this.loaded)
    return account
  }
}

async function setUpAll(account: Account, machines: readonly LoadedMachine[]): Promise<void> {
  const done = new Map<LoadedMachine['setUp'], Answers>()
  for (const { name, type, definition, setUp: fill, cases } of machines) {
    const stateMachineArn = account.arn('stateMachine', name)
    const roleArn = `arn:aws:iam::${account.id}:role/${ROLE_NAME}`
    const existing = account.machines.get(stateMachineArn)
    if (existing && existing.type !== type) account.machines.delete(stateMachineArn)
    if (existing && existing.type === type) await answer(account, 'UpdateStateMachine', { stateMachineArn, definition })
    else await answer(account, 'CreateStateMachine', { name, type, definition, roleArn })
    const machine = account.machines.get(stateMachineArn)!
    machine.cases = cases
    if (!fill) continue
    let answers = done.get(fill)
    if (!answers) {
      const world = account.newWorld()
      fill(world)
      done.set(fill, answers = account.answersOf(world))
    }
    machine.answers = answers
  }
}
