import type { Ref } from 'vue'
import type { Failing } from '../../../workshop/ticket.ts'
import { loadExercise } from 'virtual:exercises'
import { shallowRef, watch } from 'vue'
import { checkNames } from '../ticket/failing.ts'

/** What the checks of an exercise ask, and the hints to each, by their places in a ticket. */
export interface Asked {
  says: string[]
  hints: string[][]
}

/**
 * The exercises that somebody is stuck at; the others are not fetched.
 *
 * @param slugs which
 * @returns by slug, as they arrive
 */
export function useAsked(slugs: Readonly<Ref<readonly string[]>>): Readonly<Ref<ReadonlyMap<string, Asked>>> {
  const asked = shallowRef(new Map<string, Asked>())
  watch(slugs, (wanted) => {
    for (const slug of wanted.filter(one => !asked.value.has(one)))
      void load(slug)
  }, { immediate: true })

  async function load(slug: string) {
    const { exercise } = await loadExercise[slug]!()
    const names = checkNames(exercise)
    const all = exercise.cases.flatMap(({ checks }) => checks)
    asked.value = new Map(asked.value).set(slug, {
      says: names.map(name => all.find(check => check.name === name)!.say),
      hints: names.map(name => exercise.hints[name] ?? []),
    })
  }
  return asked
}

/** What a check asks, in words; empty until it is known. */
export function sayOf(asked: Asked | undefined, failing: Failing): string {
  return failing === 'run' ? 'It can be created and run' : asked?.says[failing] ?? ''
}
