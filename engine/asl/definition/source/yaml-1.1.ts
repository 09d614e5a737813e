/**
 * Plain YAML scalars that mean one thing in YAML 1.2, which is read here, and another in YAML 1.1, which SAM and CloudFormation read.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html
 * https://yaml.org/type/bool.html, https://yaml.org/type/int.html
 */

/** The page of the rule. */
export const YAML_1_1 = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html'

const TRUE = /^(?:yes|Yes|YES|on|On|ON)$/
const FALSE = /^(?:no|No|NO|off|Off|OFF)$/
const OCTAL = /^[-+]?0[0-7_]+$/
const BINARY = /^[-+]?0b[01_]+$/
const UNDERSCORES = /^[-+]?(?:[1-9]\d*_[\d_]*|0x[\da-fA-F]*_[\da-fA-F_]*)$/
const SIXTIES = /^[-+]?[1-9][\d_]*(?::[0-5]?\d)+$/

/**
 * What YAML 1.1 makes of a plain scalar that YAML 1.2 reads otherwise.
 *
 * @param source the scalar as written
 * @returns its value there; undefined where both agree
 */
function valueInYaml11(source: string): boolean | number | undefined {
  if (TRUE.test(source)) return true
  if (FALSE.test(source)) return false
  const sign = source.startsWith('-') ? -1 : 1
  const digits = source.replace(/^[-+]/, '').replaceAll('_', '')
  if (OCTAL.test(source)) return other(source, sign * Number.parseInt(digits, 8))
  if (BINARY.test(source)) return sign * Number.parseInt(digits.slice(2), 2)
  if (UNDERSCORES.test(source)) return sign * Number(digits)
  if (SIXTIES.test(source)) return sign * digits.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
  return undefined
}

/** `00` and `07` are the same number either way. */
function other(source: string, value: number): number | undefined {
  return value === Number(source) ? undefined : value
}

/**
 * A sentence about such a scalar.
 *
 * @param source the scalar as written
 * @param isKey whether it is a key, which is text here whatever it looks like
 * @returns undefined where both versions agree
 */
export function sayYaml11(source: string, isKey: boolean): string | undefined {
  const there = valueInYaml11(source)
  if (there === undefined) return undefined
  const isNumber = !isKey && /^[-+]?\d+$/.test(source)
  return `${source} is ${isNumber ? `the number ${Number(source)}` : 'text'} in YAML 1.2, which is read here, and ${there} in YAML 1.1, which SAM and CloudFormation read: put it in quotes${isNumber ? ', or write the number that is meant' : ''}`
}
