/** Where the page is: all of it stands after the `#`. */

import { computed, readonly, shallowRef } from 'vue'

export interface Route {
  /** `executions`, `machines`, `map-runs`, `waiting`, `requests`. */
  page: string
  /** The ARN of what is shown. */
  arn?: string
  query: Readonly<Record<string, string>>
}

/**
 * Reads an address: `#/executions/arn:…?at=17`.
 *
 * @param hash with its `#`
 */
export function readRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#?\/?/, '').split(/\?(.*)/s)
  const [, page = '', arn] = /^([^/]*)(?:\/(.+))?$/s.exec(path) ?? []
  const decoded = arn === undefined ? undefined : decode(arn)
  return { page: page || 'executions', ...(decoded === undefined ? {} : { arn: decoded }), query: Object.fromEntries(new URLSearchParams(search)) }
}

/** The address of a place. What is undefined or empty is left out. */
export function address(page: string, arn?: string, query: Readonly<Record<string, string | number | undefined>> = {}): string {
  const search = new URLSearchParams(Object.entries(query).flatMap(([name, value]) => value === undefined || value === '' ? [] : [[name, String(value)]]))
  const text = search.toString()
  return `#/${page}${arn === undefined ? '' : `/${encodeURIComponent(arn).replaceAll('%3A', ':').replaceAll('%2F', '/')}`}${text === '' ? '' : `?${text}`}`
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  }
  catch {
    return text
  }
}

const hash = shallowRef(typeof location === 'undefined' ? '' : location.hash)
if (typeof addEventListener !== 'undefined')
  addEventListener('hashchange', () => hash.value = location.hash)

export const route = readonly(computed(() => readRoute(hash.value)))

/** Goes to a place; `quietly` without a step for the Back button. */
export function go(to: string, quietly = false): void {
  if (quietly) {
    hash.value = to
    // Browsers let nobody do so all the time, such as while somebody scrubs through a run.
    try {
      history.replaceState(history.state, '', to)
    }
    catch {}
  }
  else {
    location.hash = to
  }
}
