import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Page } from 'playwright'
import subsetFont from 'subset-font'
import type { Plugin } from 'vite'

// Chromium writes a variable font into a PDF as a set of nameless drawings (Type 3). A font that has one weight only is
// embedded as the font file it is. So the exporter serves, in place of each variable font, an instance for each weight;
// the page loads those it uses. Measures do not change: an instance has the variable font's own advances.

const ROUTE = '/@print-font/'
const WEIGHTS = Array.from({ length: 17 }, (_, index) => 100 + 50 * index)
const FACE = /@font-face\s*\{[^}]*\}/g
const RANGE = /font-weight:\s*(\d+)\s+(\d+)\s*;/
const SOURCE = /src:\s*url\(\s*['"]?(@fontsource-variable\/[^'")]+\.woff2)['"]?\s*\)[^;}]*;?/

/**
 * Every character that a Latin font may have; those it has not are passed over. Modifier letters stay out: the font draws an
 * apostrophe with the glyph of one of them, and whoever searches the PDF would have to know.
 */
const CHARACTERS = Array.from({ length: 0x3000 - 0x20 }, (_, index) => 0x20 + index)
  .filter((code) => code < 0x2B0 || code > 0x2FF)
  .map((code) => String.fromCodePoint(code))
  .join('')

/** Font files at single weights. */
interface PrintFonts {
  /** `css` with a rule for each weight in place of each variable font; their files are asked for at ROUTE. */
  inPlace: (css: string) => string
  /** @returns the file that is asked for at `path`; undefined where it is none of these */
  file: (path: string) => Promise<Buffer> | undefined
}

function fontsAt(root: string, cache: string): PrintFonts {
  const packages = createRequire(join(root, 'package.json'))
  const files = new Map<string, string>()
  const making = new Map<string, Promise<Buffer>>()

  return {
    inPlace: (css) => css.replace(FACE, instances),
    file(path) {
      const [, key = '', weight = ''] = /([0-9a-f]+)-(\d+)\.woff2/.exec(path) ?? []
      const file = files.get(key)
      if (!file) return undefined
      const name = `${key}-${weight}`
      if (!making.has(name)) making.set(name, instance(file, Number(weight), cache))
      return making.get(name)
    },
  }

  function instances(face: string): string {
    const range = RANGE.exec(face)
    const source = SOURCE.exec(face)
    if (!range || !source) return face
    const file = packages.resolve(source[1]!)
    const key = createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 12)
    files.set(key, file)
    return WEIGHTS.filter((weight) => weight >= Number(range[1]) && weight <= Number(range[2]))
      .map((weight) => face.replace(RANGE, `font-weight: ${weight};`).replace(SOURCE, `src: url('${ROUTE}${key}-${weight}.woff2') format('woff2');`))
      .join('\n')
  }
}

/** The exporter's fonts: `root` is the project's folder, `cache` one where instances may be kept. */
export function printFonts(root: string, cache: string): Plugin {
  const fonts = fontsAt(root, cache)

  return {
    name: 'print-fonts',
    enforce: 'pre',
    transform(code, id) {
      if (!/\.css$/.test(id) || !code.includes('@fontsource-variable/')) return undefined
      return { code: fonts.inPlace(code), map: null }
    },
    configureServer(server) {
      server.middlewares.use(ROUTE, (request, response, next) => {
        const made = fonts.file(request.url ?? '')
        if (!made) return next()
        made.then((font) => {
          response.setHeader('Content-Type', 'font/woff2')
          response.end(font)
        }, next)
      })
    },
  }
}

/** Where a page without a server asks for its fonts. */
const NOWHERE = 'http://deck.invalid'

/**
 * The same fonts for a page that no server gives: it gets those that it uses.
 *
 * @param page answers from now on where the style sheet asks
 * @param css the style sheet
 * @param root the project's folder
 * @param cache a folder where instances may be kept
 * @returns the style sheet for the page
 */
export async function lendPrintFonts(page: Page, css: string, root: string, cache: string): Promise<string> {
  const fonts = fontsAt(root, cache)
  await page.route(`${NOWHERE}${ROUTE}**`, async (route) => {
    const body = await fonts.file(route.request().url())
    if (!body) return route.abort()
    await route.fulfill({ body, contentType: 'font/woff2', headers: { 'Access-Control-Allow-Origin': '*' } })
  })
  return fonts.inPlace(css).replaceAll(`url('${ROUTE}`, `url('${NOWHERE}${ROUTE}`)
}

/** @returns `file` at one weight, made once and kept in `cache` */
async function instance(file: string, weight: number, cache: string): Promise<Buffer> {
  const font = await readFile(file)
  const kept = join(cache, `${createHash('sha256').update(font).update(`${weight} ${CHARACTERS}`).digest('hex').slice(0, 20)}.woff2`)
  if (existsSync(kept)) return readFile(kept)
  const made = await subsetFont(font, CHARACTERS, { targetFormat: 'woff2', variationAxes: { wght: weight } })
  await mkdir(cache, { recursive: true })
  const partial = `${kept}.${process.pid}.partial`
  await writeFile(partial, made)
  await rename(partial, kept)
  return made
}
