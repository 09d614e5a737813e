import { spawn } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, expect, test, vi } from 'vitest'
import { contents } from '../../scripts/export/export-deck.ts'
import { plainNotes } from '../../scripts/export/plain-notes.ts'
import { writePptx } from '../../scripts/export/write-pptx.ts'

const folder = mkdtempSync(join(tmpdir(), 'deck-pptx-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('notes for PowerPoint are the words alone', () => {
  expect(plainNotes('**1:00.** *No undo.* Say it.\n\n[click] Then `$.a*b*` and [the page](https://example.org).[click:2] A_b_c stays, 2 * 3 * 4 too.'))
    .toBe('1:00. No undo. Say it.\n\nThen $.a*b* and the page. A_b_c stays, 2 * 3 * 4 too.')
})

test('what is not to be spoken stands in brackets in PowerPoint', () => {
  expect(plainNotes('**0:30.** Words.\n\n> If the *demo* misbehaves: press\n> the button again.\n\nMore words, 3 > 2.'))
    .toBe('0:30. Words.\n\n[If the demo misbehaves: press\nthe button again.]\n\nMore words, 3 > 2.')
})

test('what an export holds is said in slides and in pages', () => {
  expect(contents(1, 1, 'pdf')).toBe('1 slide')
  expect(contents(5, 25, 'pptx')).toBe('5 slides on 25 pages')
  expect(contents(5, 25, 'png')).toBe('5 slides in 25 pictures')
})

test('a page of PowerPoint has its picture with the slide’s title for who cannot see it, and its note', async () => {
  const picture = join(import.meta.dirname, '..', '..', 'public', 'icon-192.png')
  for (const name of ['002-02.png', '002-01.png', '010-01.png'])
    copyFileSync(picture, join(folder, name))
  const output = join(mkdtempSync(join(folder, '..', 'deck-pptx-out-')), 'deck.pptx')
  const slides = Array.from({ length: 10 }, (_, index) => ({ title: index === 9 ? '' : `Title ${index + 1} & more`, note: index === 1 ? '**1:00.** Words.' : '' }))
  expect(await writePptx(output, { pictures: folder, slides, width: 980, height: 552, title: 'Deck', author: 'Somebody' })).toBe(3)
  const JSZip = createRequire(createRequire(import.meta.url).resolve('pptxgenjs'))('jszip') as { loadAsync: (data: Buffer) => Promise<{ file: (name: string) => { async: (as: 'string') => Promise<string> } | null }> }
  const zip = await JSZip.loadAsync(readFileSync(output))
  rmSync(join(output, '..'), { recursive: true })
  const text = async (name: string) => await zip.file(name)!.async('string')
  expect(await text('ppt/slides/slide1.xml')).toContain('descr="Title 2 &amp; more"')
  expect(await text('ppt/slides/slide3.xml')).toContain('descr="Slide 10"')
  expect(await text('ppt/notesSlides/notesSlide2.xml')).toContain('1:00. Words.')
  expect(zip.file('ppt/slides/slide4.xml')).toBeNull()
})

test.skipIf(process.platform === 'win32')('the export ends when what has started it is killed', async () => {
  const child = `import { endWithParent } from ${JSON.stringify(join(import.meta.dirname, '../../scripts/export/end-with-parent.ts'))}; endWithParent(() => process.exit(1)); setInterval(() => {}, 60000); console.log(process.pid)`
  const parent = spawn(process.execPath, ['--input-type=module', '-e', `import { spawn } from 'node:child_process'; spawn(process.execPath, ['--input-type=module', '-e', ${JSON.stringify(child)}], { stdio: 'inherit' }); setInterval(() => {}, 60000)`], { stdio: ['ignore', 'pipe', 'inherit'] })
  const pid = Number(await new Promise<string>(done => parent.stdout.once('data', (data: Buffer) => done(data.toString()))))
  expect(process.kill(pid, 0)).toBe(true)
  parent.kill('SIGKILL')
  await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow(/ESRCH/), { timeout: 60_000, interval: 200 })
}, 90_000)
