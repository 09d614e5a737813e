import type { SlideRoute } from '@slidev/types'
import type { Component, ComputedRef, InjectionKey, Ref } from 'vue'
import { computed, inject, ref } from 'vue'

/** A number of clicks that a component takes for itself: the step that is shown, and a way to go to one. */
export interface Steps {
  step: ComputedRef<number>
  goTo: (step: number) => void
}

/** A small plain value that somebody changed by hand; undefined until then. */
export interface Synced<T> {
  value: ComputedRef<T | undefined>
  set: (value: T | undefined) => void
}

/** A part that can fill the slide it stands on. */
export interface Zoomable {
  zoomed: ComputedRef<boolean>
  /** Makes it fill the slide, or not any more. */
  toggle: () => void
}

/**
 * Where a component stands that runs something: on a slide, where Slidev gives the clicks, or on a page that is read, where scrolling does.
 * Each of these is called in a component's setup.
 */
export interface Place {
  /** What leads from here to the deck, before a `#`: empty in the deck itself. */
  deck: string
  /** Names the place in what is remembered of it, such as `slide 61`. */
  useName: () => string
  /** Whether it should be ready: it is shown, printed, or next to what is shown. */
  useNear: () => Readonly<Ref<boolean>>
  /** Whether it is what is looked at. */
  useActive: () => Readonly<Ref<boolean>>
  /** Whether it is printed: nothing moves then. */
  useIsPrint: () => Readonly<Ref<boolean>>
  /** Whether there is room for one thing at a time only. */
  useIsNarrow: () => Readonly<Ref<boolean>>
  /** The clicks of a component. See useSteps. */
  useSteps: (id: string, last: number, paper: () => number) => Steps
  /** A value changed by hand. See useSynced. */
  useSynced: <T>(key: string, isSound: (value: unknown) => value is T) => Synced<T>
  /** Lets a part fill the slide; undefined where there is none. See useZoomPane. */
  useZoomPane: (kind: 'code' | 'drawing', box: Ref<HTMLElement | null | undefined>) => Zoomable | undefined
  /** The slide, where there is one: who writes it sees on it what is wrong with it. */
  useRoute: () => SlideRoute | undefined
}

/** Provided by the deck for all slides, and by a page that is read for each of its figures. */
export const PLACE: InjectionKey<Place> = Symbol('place')

/** What lets a room vote on the cases of a live slide; provided where the page was served in a room, and nowhere else. */
export const ROOM_VOTE: InjectionKey<Component> = Symbol('room vote')

/** Paper, and a page that is read without a script: everything stands as it ends, and nothing can be pressed. */
const paper: Place = {
  deck: '../',
  useName: () => 'paper',
  useNear: () => ref(true),
  useActive: () => ref(false),
  useIsPrint: () => ref(true),
  useIsNarrow: () => ref(false),
  useSteps: (_id, _last, paper) => ({ step: computed(paper), goTo: () => {} }),
  useSynced: () => ({ value: computed(() => undefined), set: () => {} }),
  useZoomPane: () => undefined,
  useRoute: () => undefined,
}

/** The place of the component whose setup runs; where nobody has said which that is, paper. */
export function usePlace(): Place {
  return inject(PLACE, paper)
}
