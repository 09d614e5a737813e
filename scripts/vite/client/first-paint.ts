import type { DeepLinks } from '../built/deep-links.ts'
import { chosenBefore, isOpenHow } from './choice.ts'
import './early-steps.ts'

// Runs in the head, before anything is painted: which colours, whether the address asks for the cover, and its size.
// It decides exactly as Slidev will, from the same stored choices, so that nothing changes when Slidev takes over.
const root = document.documentElement

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key)
  }
  catch {
    return null
  }
}

function fit(): void {
  const scale = Number(stored('slidev-scale')) || Math.min(innerWidth / 980, innerHeight / 552)
  root.style.setProperty('--slidev-slide-scale', String(scale))
}

const scheme = stored('slidev-color-schema')
const dark = scheme === 'dark' || (scheme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
root.classList.add(dark ? 'dark' : 'light')
root.style.setProperty('--vh', `${innerHeight * 0.01}px`)

// A phone's reader is asked once.
if (isOpenHow()) {
  const choice = chosenBefore()
  if (choice === 'read')
    location.replace('./read/index.html')
  else if (choice === undefined)
    addEventListener('DOMContentLoaded', () => document.head.append(Object.assign(document.createElement('script'), { src: '__OFFER_READING__' })))
}

// By now what paints the cover is there, and the line is free. One file after the other is what a slow one takes its time for.
'__ALWAYS__'.split(' ').forEach(fetchSoon)

if (/^(?:#(?:\/(?:1(?:\?(?:clicks=0)?)?)?)?)?$/.test(location.hash) && !/[?&]print/.test(location.search)) {
  fit()
  addEventListener('resize', () => document.getElementById('written-cover') && fit())
  '__COVER__'.split(' ').forEach(fetchSoon)
}
else {
  root.classList.add('past-the-cover')
  // The lab is no slide: what is known of slides is of no use there.
  if (!/^#\/lab(?:[/?]|$)/.test(location.hash))
    void fetchAhead()
}

/** Fetches what the address asks for side by side with the deck's scripts, which would ask for one thing after the other. */
async function fetchAhead(): Promise<void> {
  const [, presenter, slide = ''] = /^#\/(presenter\/)?([^/?]+)/.exec(location.hash) ?? []
  const { files, of } = await (await fetch('__DEEP_LINKS__')).json() as DeepLinks
  if (!of[slide])
    return
  for (const place of [...of[presenter ? 'presenter' : 'play']!, ...of[slide]])
    fetchSoon(files[place]!)
}

function fetchSoon(file: string): void {
  const ahead = file.endsWith('.css') ? { rel: 'preload', as: 'style' } : { rel: 'modulepreload' }
  document.head.append(Object.assign(document.createElement('link'), { ...ahead, href: `./${file}`, crossOrigin: '' }))
}
