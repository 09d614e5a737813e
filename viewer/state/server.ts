/** The server that is looked at, and whose executions. */

import { computed, shallowRef } from 'vue'
import { ask, type Place, reasonOf } from '../api/aws.ts'
import { type About, readAbout } from '../api/own.ts'

/** A server that says nothing about itself: the API and nothing else. */
const UNKNOWN: About = { endpoint: typeof location === 'undefined' ? '' : location.origin, readOnly: false, hasClock: false, accounts: [], cases: {} }

export const about = shallowRef<About>(UNKNOWN)
const chosen = shallowRef<string>()

export const placeName = ({ account, region }: Place): string => `${region}:${account}`

/** Account and region that are looked at. */
export const place = computed(() => about.value.accounts.find(one => placeName(one) === chosen.value) ?? about.value.accounts[0])

export function choosePlace(name: string): void {
  chosen.value = name
}

export const mayChange = computed(() => !about.value.readOnly)

/** Asks the server what it is. */
export async function meet(): Promise<void> {
  about.value = await readAbout().catch(() => UNKNOWN)
}

/** Asks for an operation, in the place that is looked at. */
export function call<Answer>(operation: string, request: object = {}, signal?: AbortSignal): Promise<Answer> {
  return ask<Answer>(place.value, operation, request, signal)
}

/** What was done last, and what came of it: said at the foot of the page. */
export const said = shallowRef<{ text: string, bad: boolean }>()

/** Does something that changes what there is, and says how that went. */
export async function perform<Answer>(what: string, operation: string, request: object): Promise<Answer | undefined> {
  try {
    const answer = await call<Answer>(operation, request)
    said.value = { text: what, bad: false }
    return answer
  }
  catch (error) {
    said.value = { text: reasonOf(error), bad: true }
    return undefined
  }
}
