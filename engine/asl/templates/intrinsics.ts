import { isObject, type Json, type JsonObject } from '../query/json.ts'
import { holds } from './conditions.ts'
import { attributeOf } from './short-tags.ts'

/** The place that a template is read for: where a run is simulated, or what a role is for. */
export interface Where {
  partition: string
  region: string
  account: string
}

/**
 * Works a template's functions out, as far as the template says what they are: parameters by their defaults, mappings, conditions, texts put
 * together. What only a deployment knows becomes a placeholder, `${FnArn}` for `!GetAtt Fn.Arn`, and is remembered.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export class Intrinsics {
  /** By placeholder: what the template says it is, such as `Fn::GetAtt Fn.Arn`. */
  readonly origins = new Map<string, string>()
  /** Names that a value could have been given for. */
  readonly asked = new Set<string>()
  readonly #template: JsonObject
  readonly #given: Readonly<Record<string, string>>
  readonly #where: Where
  #left = 0

  /**
   * @param template the parts that functions read: Parameters, Mappings, Conditions
   * @param given values by the names of placeholders; they win over what the template says
   */
  constructor(template: JsonObject, given: Readonly<Record<string, string>>, where: Where) {
    this.#template = template
    this.#given = given
    this.#where = where
  }

  /** The value with placeholders for what is not known. What is AWS::NoValue is left out, and undefined at the top. */
  resolve(value: Json): Json | undefined {
    if (Array.isArray(value)) return value.map((one) => this.resolve(one)).filter((one) => one !== undefined)
    if (!isObject(value)) return value
    const [name, ...others] = Object.keys(value)
    if (name !== undefined && others.length === 0 && (name === 'Ref' || name.startsWith('Fn::'))) return this.#call(name, value[name]!)
    return Object.fromEntries(Object.entries(value).flatMap(([key, member]) => {
      const resolved = this.resolve(member)
      return resolved === undefined ? [] : [[key, resolved]]
    }))
  }

  /** The value, where the template says all of it; undefined otherwise. */
  plain(value: Json): Json | undefined {
    const before = this.#left
    const resolved = this.resolve(value)
    return this.#left === before ? resolved : undefined
  }

  #call(name: string, inner: Json): Json | undefined {
    switch (name) {
      case 'Ref': return this.#ref(String(inner))
      case 'Fn::GetAtt': return this.#attribute(Array.isArray(inner) ? inner.map(String).join('.') : String(inner))
      case 'Fn::Sub': return Array.isArray(inner) ? this.#sub(String(inner[0]), isObject(inner[1] ?? null) ? inner[1] as JsonObject : {}) : this.#sub(String(inner), {})
      case 'Fn::Join': return this.#join(inner) ?? this.#unknown(name, inner)
      case 'Fn::ToJsonString': return JSON.stringify(this.resolve(inner))
      case 'Fn::If': return this.#if(inner)
      default: {
        const args = this.plain(inner)
        const value = args === undefined ? undefined : this.#computed(name, args)
        return value ?? this.#unknown(name, inner)
      }
    }
  }

  #computed(name: string, args: Json): Json | undefined {
    if (name === 'Fn::Base64' && typeof args === 'string') return btoa(String.fromCharCode(...new TextEncoder().encode(args)))
    if (!Array.isArray(args)) return undefined
    const [first, second, third] = args
    if (name === 'Fn::Select') return Array.isArray(second) ? second[Number(first)] : undefined
    if (name === 'Fn::Split') return typeof second === 'string' ? second.split(String(first)) : undefined
    if (name !== 'Fn::FindInMap') return undefined
    return [first, second, third].reduce<Json | undefined>((map, key) => (isObject(map ?? null) ? (map as JsonObject)[String(key)] : undefined), this.#template.Mappings)
  }

  #ref(name: string): Json | undefined {
    if (name === 'AWS::NoValue') return undefined
    const given = this.#value(name)
    if (given !== undefined) return given
    const parameter = isObject(this.#template.Parameters ?? null) ? (this.#template.Parameters as JsonObject)[name] : undefined
    // The default of a parameter that is kept in SSM is its name there.
    if (!isObject(parameter ?? null) || (parameter as JsonObject).Default === undefined || String((parameter as JsonObject).Type).startsWith('AWS::SSM::')) return this.#open(name, `Ref ${name}`)
    const { Type, Default } = parameter as JsonObject
    return /^(?:CommaDelimitedList|List<)/.test(String(Type)) ? String(Default).split(',').map((one) => one.trim()) : String(Default)
  }

  #attribute(name: string): Json {
    return this.#value(name) ?? this.#open(name, `Fn::GetAtt ${name}`)
  }

  #value(name: string): string | undefined {
    const placeholder = placeholderName(name)
    this.asked.add(placeholder)
    if (Object.hasOwn(this.#given, placeholder)) return this.#given[placeholder]
    const { partition, region, account } = this.#where
    const known: Record<string, string> = { 'AWS::Partition': partition, 'AWS::Region': region, 'AWS::AccountId': account, 'AWS::URLSuffix': 'amazonaws.com' }
    return known[name]
  }

  #sub(text: string, own: JsonObject): string {
    return text.replace(/\$\{(!?)([^!}][^}]*)\}/g, (_, literal: string, name: string) => {
      if (literal) return `\${${name}}`
      const key = name.trim()
      const value = Object.hasOwn(own, key) ? this.resolve(own[key]!) : key.includes('.') ? this.#attribute(attributeOf(key).join('.')) : this.#ref(key)
      return typeof value === 'object' ? JSON.stringify(value) : String(value ?? '')
    })
  }

  #join(inner: Json): string | undefined {
    if (!Array.isArray(inner)) return undefined
    const parts = this.resolve(inner[1] ?? null)
    return Array.isArray(parts) ? parts.map((one) => (typeof one === 'object' ? JSON.stringify(one) : String(one))).join(String(inner[0])) : undefined
  }

  #if(inner: Json): Json | undefined {
    if (!Array.isArray(inner)) return this.#unknown('Fn::If', inner)
    const [condition, then, otherwise] = inner
    const conditions = isObject(this.#template.Conditions ?? null) ? this.#template.Conditions as JsonObject : {}
    const met = holds(condition!, conditions, (value) => this.plain(value))
    return met === undefined ? this.#unknown('Fn::If', condition!) : this.resolve((met ? then : otherwise) ?? null)
  }

  #unknown(name: string, inner: Json): string {
    const first = firstText(inner)
    return this.#value(`${name.slice(4)}${first}`) ?? this.#open(`${name.slice(4)}${first}`, `${name}${first === '' ? '' : ` of ${first}`}`)
  }

  #open(name: string, origin: string): string {
    this.#left++
    const placeholder = placeholderName(name)
    this.origins.set(placeholder, origin)
    return `\${${placeholder}}`
  }
}

/** A name as placeholders and --substitute can have it. */
export function placeholderName(name: string): string {
  return name.replace(/[^\w-]/g, '')
}

/** What a value that only a deployment knows is, in a few words: `Ref Table`. */
export function originOf(value: Json): string {
  const [[name, inner] = []] = isObject(value) ? Object.entries(value) : []
  if (name === undefined) return 'put together'
  if (name === 'Fn::GetAtt') return `${name} ${Array.isArray(inner) ? inner.join('.') : String(inner)}`
  const first = firstText(inner!)
  return name === 'Ref' ? `${name} ${first}` : `${name}${first === '' ? '' : ` of ${first}`}`
}

/** The first name that a function is about. */
function firstText(value: Json): string {
  if (typeof value === 'string') return /^[\w.:/-]+$/.test(value) && /[a-z]/i.test(value) ? value : ''
  if (typeof value !== 'object' || value === null) return ''
  for (const one of Object.values(value)) {
    const text = firstText(one as Json)
    if (text !== '') return text
  }
  return ''
}
