/** Names of executions, as StartExecution takes them. */

/** White space, brackets, wildcards, special and control characters, surrogates, and U+10FFFF. */
const FORBIDDEN = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001F\u007F-\u009F\uFFFE\uFFFF\uD800-\uDFFF]/

const LONGEST = 80

/**
 * Why StartExecution would refuse a name.
 *
 * @param name the name of an execution
 * @returns one sentence; undefined for a name that it takes
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
 */
export function executionNameProblem(name: string): string | undefined {
  if (name === '') return 'an execution’s name is not empty'
  if (name.length > LONGEST) return `an execution’s name has at most ${LONGEST} characters, and this one has ${name.length}`
  const [found] = FORBIDDEN.exec(name) ?? []
  if (found === undefined) return undefined
  const shown = /\s/.test(found) ? 'white space' : /[\u0000-\u001F\u007F-\u009F\uD800-\uDFFF\uFFFE\uFFFF]/.test(found) ? `the character U+${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}` : found
  return `an execution’s name may not have ${shown} in it`
}
