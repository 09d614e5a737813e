import type { Ref } from 'vue'
import type { MomentOfWork, Version, Work } from './versions.ts'
import { onUnmounted, ref, shallowRef } from 'vue'
import { keepVersions, readVersions, VERSIONS } from './versions.ts'

/**
 * What is worked on, and the way back: before one text takes the place of another, what stood there is kept.
 *
 * @param name of the exercise or the sandbox
 * @param first what it begins with; `before` is what the last text has taken the place of
 * @returns `text`, `input` and `mocks`; `versions`, the newest first; `keep`, which adds one; `take`, which puts another in the place of this;
 * and `back`, which undoes that
 */
export function useWork(name: string, first: Required<Work> & { before?: Work | undefined }) {
  const text = ref(first.text)
  const input = ref(first.input)
  const mocks = ref(first.mocks)
  const before: Ref<Work | undefined> = shallowRef(first.before)
  const versions = shallowRef(readVersions(name))

  const work = (): Required<Work> => ({ text: text.value, input: input.value, mocks: mocks.value })
  const keep = (moment: MomentOfWork, what: Work = work()) => {
    versions.value = keepVersions(name, [{ ...what, moment, at: Date.now() } satisfies Version])
  }
  const take = (other: Work, moment: MomentOfWork) => {
    keep(moment)
    before.value = work()
    text.value = other.text
    input.value = other.input ?? input.value
    mocks.value = other.mocks ?? mocks.value
  }

  const onStorage = ({ key }: StorageEvent) => {
    if (key === VERSIONS + name)
      versions.value = readVersions(name)
  }
  addEventListener('storage', onStorage)
  onUnmounted(() => removeEventListener('storage', onStorage))

  return { text, input, mocks, before, versions, work, keep, take, back: () => before.value && take(before.value, 'back') }
}
