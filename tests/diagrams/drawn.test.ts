import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { closeDraftingPage } from '../../scripts/diagrams/drafting-page.ts'
import { DRAWN } from '../../scripts/diagrams/draw.ts'
import { shippedDiagrams } from '../../scripts/diagrams/shipped.ts'
import { faultsOf } from './plain-svg.ts'

afterAll(closeDraftingPage)

const shipped = await shippedDiagrams()
const files = readdirSync(DRAWN).sort()

describe('The drawings in diagrams/drawn', () => {
  test('are those that slides show, drawn by the present scripts; else run `npm run diagrams`', () => {
    expect(shipped.size).toBeGreaterThan(0)
    expect(files).toEqual([...shipped.keys()].sort())
  })

  test.each(files)('%s is geometry and names only', (name) => {
    expect(faultsOf(readFileSync(join(DRAWN, name), 'utf8'))).toEqual([])
  })

  test.each([...shipped].filter(([, { file }]) => file?.endsWith('.mmd')).map(([name, { file }]) => [file!, name]))('%s tells a reader who does not see it what it shows', (_, name) => {
    const svg = readFileSync(join(DRAWN, name), 'utf8')
    expect(svg).toMatch(/^<svg [^>]*role="img" aria-label="[^"]{3,}"/)
    expect(svg).toMatch(/<desc>[^<]{10,}<\/desc>/)
  })
})
