import type { YamlFields, YamlNode } from '../cases/yaml-fields.ts'
import type { Asked, Bounds, CheckScript, Kind } from './exercise.ts'
import { isMap } from 'yaml'
import { compileJsonata } from '../../asl/query/index.ts'
import { orNear } from '../near-name.ts'
import { KINDS, KINDS_OF_MANY, KINDS_OF_ONE } from './kinds.ts'

/** What a mapping of a check may say, by kind; other kinds take a text, a list, a number or any value. */
export const CHECK_FIELDS = {
  bounds: ['least', 'most'],
  call: ['least', 'most', 'with', 'say'],
  attempts: ['of', 'within', 'most', 'after'],
  delays: ['of', 'least', 'most'],
  gauge: ['least', 'most', 'last'],
  ledger: ['end', 'least', 'most'],
  edge: ['most'],
  cost: ['most', 'per'],
  diagnostics: ['none', 'without'],
  definition: ['$', 'say'],
}

/** Longer than this, and it is no line of a list. */
export const LONGEST_SAY = 80

interface Context {
  case: string
  many: boolean
  accounts: readonly string[]
  gauges: readonly string[]
}

/**
 * Reads the checks of a case.
 *
 * @param yaml the file
 * @param node the mapping of names to checks
 * @param context whose they are, whether it starts many executions, the ledger's accounts, and the gauges
 */
export function readChecks(yaml: YamlFields, node: YamlNode, context: Context): CheckScript[] {
  return Object.entries(yaml.fields(node, `checks of case “${context.case}”`)).map(([name, check]) => {
    const what = `Check “${name}” of case “${context.case}”`
    const { say, ...kinds } = yaml.fields(check, what)
    const asked = readKinds(yaml, kinds, what, check ?? node)
    for (const kind of Object.keys(asked) as Kind[]) {
      if (context.many ? KINDS_OF_ONE.includes(kind) : KINDS_OF_MANY.includes(kind))
        yaml.complain(`${what}: ${kind} belongs to cases ${context.many ? 'of one execution' : 'with runs'}`, kinds[kind])
    }
    for (const account of Object.keys(asked.ledger ?? {})) {
      if (!context.accounts.includes(account))
        yaml.complain(`${what}: the ledger has no account “${account}”${orNear(account, context.accounts)}`, kinds.ledger)
    }
    for (const gauge of Object.keys(asked.gauge ?? {})) {
      if (!context.gauges.includes(gauge))
        yaml.complain(`${what}: the file’s gauges have no “${gauge}”${orNear(gauge, context.gauges)}`, kinds.gauge)
    }
    const text = yaml.text(say, `${what}: say`, check ?? node)
    if (text.length > LONGEST_SAY)
      yaml.complain(`${what}: say is ${text.length} characters long, ${LONGEST_SAY} fit into a line`, say)
    return { name, say: text, asked }
  })
}

/** Reads what is asked, without the words for it. */
export function readAsked(yaml: YamlFields, node: YamlNode, what: string, parent: YamlNode): Asked {
  return readKinds(yaml, yaml.fields(node, what), what, node ?? parent)
}

function readKinds(yaml: YamlFields, kinds: Record<string, YamlNode>, what: string, node: YamlNode): Asked {
  const asked: Record<string, unknown> = {}
  for (const [kind, value] of Object.entries(kinds)) {
    if (KINDS.includes(kind as Kind))
      asked[kind] = READERS[kind as Kind](yaml, value, `${what}: ${kind}`, node)
    else
      yaml.complain(`${what}: there is no check “${kind}”${orNear(kind, KINDS, 'there is')}`, value ?? node)
  }
  if (Object.keys(kinds).length === 0)
    yaml.complain(`${what} asks for nothing`, node)
  return asked as Asked
}

type Reader = (yaml: YamlFields, node: YamlNode, what: string, parent: YamlNode) => unknown

const text: Reader = (yaml, node, what, parent) => yaml.text(node, what, parent)
const texts: Reader = (yaml, node, what) => yaml.texts(node, what)
const numbers: Reader = (yaml, node, what) => yaml.numbers(node, what)
const numberOf: Reader = (yaml, node, what) => yaml.number(node, what)
const secondsOf: Reader = (yaml, node, what, parent) => yaml.seconds(node, what, parent)

const READERS: Record<Kind, Reader> = {
  status: text,
  error: text,
  cause: text,
  output: (yaml, node, what) => {
    const value: unknown = yaml.plain(node)
    if (typeof value === 'object' && value !== null && '$' in value && Object.keys(value).length === 1)
      expression(yaml, yaml.fields(node, what).$, what)
    return value
  },
  visits: texts,
  avoids: texts,
  calls: (yaml, node, what) => each(yaml, node, what, (one, about) => {
    const found = isMap(yaml.resolved(one)) ? yaml.fields(one, about, CHECK_FIELDS.call) : undefined
    if (!found)
      return yaml.number(one, about)
    return {
      ...boundsOf(yaml, found, about, numberOf) as object,
      ...(found.with === undefined ? {} : { with: expression(yaml, found.with, `${about}: with`) }),
      ...(found.say === undefined ? {} : { say: yaml.text(found.say, `${about}: say`) }),
    }
  }),
  transitions: bounds(numberOf),
  events: bounds(numberOf),
  elapsed: bounds(secondsOf),
  attempts: (yaml, node, what, parent) => {
    const found = yaml.fields(node, what, CHECK_FIELDS.attempts)
    return { of: yaml.text(found.of, `${what}: of`, parent), within: yaml.seconds(found.within, `${what}: within`, parent), most: yaml.number(found.most, `${what}: most`), ...(found.after === undefined ? {} : { after: yaml.seconds(found.after, `${what}: after`) }) }
  },
  delays: (yaml, node, what, parent) => {
    const { of, ...found } = yaml.fields(node, what, CHECK_FIELDS.delays)
    return { of: yaml.text(of, `${what}: of`, parent), ...boundsOf(yaml, found, what, secondsOf) as object }
  },
  gauge: numbersBy(CHECK_FIELDS.gauge),
  ledger: numbersBy(CHECK_FIELDS.ledger),
  edge: (yaml, node, what) => ({ most: yaml.number(yaml.fields(node, what, CHECK_FIELDS.edge).most, `${what}: most`) }),
  refused: texts,
  statuses: (yaml, node, what, parent) => each(yaml, node, what, (one, about) => bounds(numberOf)(yaml, one, about, parent)),
  starts: numbers,
  children: numbers,
  cost: (yaml, node, what) => {
    const found = yaml.fields(node, what, CHECK_FIELDS.cost)
    return { most: yaml.number(found.most, `${what}: most`), per: yaml.number(found.per, `${what}: per`, 1) }
  },
  diagnostics: (yaml, node, what) => {
    const found = yaml.fields(node, what, CHECK_FIELDS.diagnostics)
    return { none: yaml.texts(found.none, `${what}: none`), without: yaml.texts(found.without, `${what}: without`) }
  },
  definition: (yaml, node, what, parent) => {
    const found = yaml.fields(node, what, CHECK_FIELDS.definition)
    return { $: expression(yaml, found.$, what), say: yaml.text(found.say, `${what}: say`, parent) }
  },
}

/** Numbers by name and reading: `{ euros: { end: 0 } }`. */
function numbersBy(known: readonly string[]): Reader {
  return (yaml, node, what) => each(yaml, node, what, (one, about) => {
    yaml.fields(one, about, known)
    return yaml.numbers(one, about)
  })
}

function each(yaml: YamlFields, node: YamlNode, what: string, read: (node: YamlNode, what: string) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(yaml.fields(node, what)).map(([name, one]) => [name, read(one, `${what}: ${name}`)]))
}

function bounds(read: Reader): Reader {
  return (yaml, node, what, parent) => isMap(yaml.resolved(node)) ? boundsOf(yaml, yaml.fields(node, what, CHECK_FIELDS.bounds), what, read) : read(yaml, node, what, parent)
}

function boundsOf(yaml: YamlFields, found: Record<string, YamlNode>, what: string, read: Reader): Bounds {
  return Object.fromEntries(CHECK_FIELDS.bounds.filter(field => found[field] !== undefined).map(field => [field, read(yaml, found[field], `${what}: ${field}`, found[field])]))
}

/** An expression that can be read; what it comes to is the run's business. */
function expression(yaml: YamlFields, node: YamlNode, what: string): string {
  const text = yaml.text(node, what)
  try {
    compileJsonata(text)
  }
  catch (thrown) {
    yaml.complain(`${what}: ${thrown instanceof Error ? thrown.message : String(thrown)}`, node)
  }
  return text
}
