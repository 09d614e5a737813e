import type { Plugin } from 'vite'
import { alive } from './alive.ts'
import { boot } from './boot.ts'
import { cover } from './cover.ts'
import { deckPdf } from './deck-pdf.ts'
import { head } from './head.ts'
import { lean } from '../slidev/lean.ts'
import { notices } from './notices.ts'
import { offline } from './offline.ts'
import { read } from './read.ts'
import { slideList } from './slide-list.ts'
import { strictCsp } from './strict-csp.ts'

/** What makes the built deck light, strict and ready to host; none of it takes part in `npm start` or the export. */
export function hosting(root: string): Plugin[] {
  return [boot(), ...lean(), slideList(), head(), cover(), notices(), alive(), read(root), deckPdf(), ...strictCsp(), offline()]
}
