import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { chromium } from 'playwright'
import { findBrowser } from '../browser.mjs'

// `node scripts/diagrams/measure-letters.ts` writes how wide the letters of diagram labels are, as a browser measures them in the deck's
// font: a diagram that follows a text while it is edited is laid out in a worker, where nothing can be measured.

const root = join(import.meta.dirname, '..', '..')
const LETTERS_FILE = join(root, 'engine', 'asl', 'diagram', 'layout', 'letters.json')
const fonts = join(dirname(createRequire(join(root, 'package.json')).resolve('@fontsource-variable/inter/package.json')), 'files')
const faces = [['latin-ext', 'U+0100-024F'], ['latin', 'U+0000-00FF, U+2000-22FF']].map(([subset, range]) => `@font-face {
  font-family: Inter; font-weight: 100 900; unicode-range: ${range};
  src: url(data:font/woff2;base64,${readFileSync(join(fonts, `inter-${subset}-wght-normal.woff2`)).toString('base64')})
}`)

/** What Inter has of Latin, and the signs that conditions and marks use. */
const LETTERS = [...Array.from({ length: 0x17F - 0x20 }, (_, at) => String.fromCodePoint(at + 0x20)).filter((_, at) => at + 0x20 < 0x7F || at + 0x20 >= 0xA0), ...'–—‘’“”„…•·×≤≥≠→←€∗�']

/**
 * Measures texts as labels of a state show them.
 *
 * @param texts any
 * @returns the width of each, in thousandths of the font's size
 */
export async function measureLabels(texts: readonly string[]): Promise<number[]> {
  const { executablePath, args } = await findBrowser({ install: false })
  const browser = await chromium.launch({ executablePath, args: [...args, '--font-render-hinting=none'] })
  try {
    const page = await browser.newPage()
    await page.setContent(`<style>
      ${faces.join('\n')}
      span { font: 500 1000px Inter; font-feature-settings: 'cv11', 'ss03'; white-space: pre }
    </style><span id="label"></span>`)
    return await page.evaluate(async (all) => {
      const label = document.getElementById('label')!
      await document.fonts.load('500 1000px Inter', 'Aă')
      return all.map((text) => {
        label.textContent = text
        return Math.round(label.getBoundingClientRect().width)
      })
    }, texts)
  }
  finally {
    await browser.close()
  }
}

/** JSON with the blanks that look like others written by their numbers. */
const visible = (json: string) => json.replace(/[\u00A0\u00AD]/g, letter => `\\u${letter.codePointAt(0)!.toString(16).padStart(4, '0')}`)

if (import.meta.main) {
  const widths = await measureLabels(LETTERS)
  const byWidth = Map.groupBy(LETTERS, letter => widths[LETTERS.indexOf(letter)]!)
  const lines = [...byWidth].sort(([a], [b]) => a - b).map(([width, letters]) => `  ${JSON.stringify(String(width))}: ${visible(JSON.stringify(letters.join('')))}`)
  writeFileSync(LETTERS_FILE, `{\n${lines.join(',\n')}\n}\n`)
}
