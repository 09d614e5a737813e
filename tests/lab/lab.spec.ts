import { AxeBuilder } from '@axe-core/playwright'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'playwright/test'
import { listExercises, readExerciseFolder } from '../../engine/cli/exercise-folder.ts'
import { grade } from '../../engine/simulation/grading/grade.ts'
import { readDeck } from '../../scripts/deck/parser.ts'
import { isSweep } from '../support/sweep.ts'
import { open, test, text, write } from './lab-page.ts'

const root = join(import.meta.dirname, '..', '..')
const exercises = listExercises(join(root, 'exercises'))
const file = (slug: string, name: string) => readFileSync(join(root, 'exercises', slug, name), 'utf8')

test('every exercise is told what is wrong with its start, and is solved by keyboard alone', async ({ lab }) => {
  for (const slug of exercises) {
    await open(lab, slug)
    await lab.locator('.cm-content').focus()
    await lab.keyboard.press('ControlOrMeta+Enter')
    await expect(lab.locator('.found, .problem').first(), slug).toBeVisible()
    await write(lab, file(slug, 'solution.asl.yaml'))
    await expect(lab.locator('.asked .cases'), slug).toHaveClass(/stale/)
    await lab.keyboard.press('ControlOrMeta+Enter')
    await expect(lab.getByRole('heading', { name: 'Solved' }), slug).toBeVisible()
  }
})

test('the first sentence that each wrong answer is told is the one that it earns', async ({ lab }) => {
  for (const slug of isSweep ? exercises : ['will-not-deploy']) {
    const { exercise, wrong } = await readExerciseFolder(join(root, 'exercises'), slug)
    for (const answer of wrong) {
      const { first } = await grade(exercise!, answer.text)
      // As somebody who has met no case yet that is kept back.
      await lab.goto('/#/lab')
      await expect(lab.getByRole('heading', { name: 'The lab' })).toBeVisible()
      await lab.evaluate(() => localStorage.clear())
      await open(lab, slug)
      await write(lab, answer.text)
      await lab.keyboard.press('ControlOrMeta+Enter')
      await expect(lab.locator('.asked .cases'), `${slug} ${answer.name}`).toContainText(first!.message)
    }
  }
})

test('no answer to an older text is shown, however soon the next one is asked for', async ({ lab }) => {
  await open(lab, 'thundering-herd')
  const [start, solution] = ['start.asl.yaml', 'solution.asl.yaml'].map(name => file('thundering-herd', name))
  for (let round = 0; round < 3; round++) {
    for (const text of [solution!, start!]) {
      await write(lab, text)
      await lab.keyboard.press('ControlOrMeta+Enter')
    }
    await expect(lab.locator('.found')).toContainText('40 calls of charge-card')
  }
  await write(lab, solution!)
  await lab.keyboard.press('ControlOrMeta+Enter')
  await expect(lab.getByRole('heading', { name: 'Solved' })).toBeVisible()
  await expect(lab.locator('.found')).toHaveCount(0)
})

test('a hundred executions are looked at together and one by one, at any moment', async ({ lab }) => {
  await open(lab, 'thundering-herd')
  const panes = lab.getByRole('group', { name: 'What to show' })
  await panes.getByRole('button', { name: 'attempts' }).click()
  await expect(lab.locator('.pane')).toContainText('550 attempts')
  await expect(lab.locator('.figures')).toContainText('orders charged100')

  // The clock: back to its beginning, and a moment on.
  const time = lab.getByRole('slider', { name: 'Time' })
  await time.press('Home')
  await expect(lab.locator('.figures')).not.toContainText('orders charged100')
  await expect(lab.getByRole('button', { name: 'One moment back' })).toBeDisabled()
  await lab.getByRole('button', { name: 'One moment on' }).click()
  await expect(lab.getByRole('button', { name: 'One moment back' })).toBeEnabled()

  // One of them: its own beats, and its state in the drawing.
  await lab.getByRole('combobox', { name: 'Execution' }).selectOption({ index: 98 })
  await panes.getByRole('button', { name: 'run', exact: true }).click()
  await lab.locator('ol.beats button').last().click()
  await expect(lab.locator('ol.beats [aria-current]')).toContainText('succeeded')
  await expect(lab.locator('[data-id="s_ChargeCard"]')).toHaveClass(/is-succeeded/)
  await panes.getByRole('button', { name: 'history' }).click()
  await expect(lab.locator('.pane')).toContainText('ExecutionSucceeded')

  // What a check has found is shown in the execution that it found it in.
  await lab.getByRole('button', { name: 'Check', exact: true }).click()
  await lab.locator('.found').getByRole('button', { name: 'Show me' }).click()
  await expect(lab.locator('.case select')).toHaveValue('herd')
  await expect(lab.locator('.clock input')).toBeVisible()
})

test('a slide of many executions is opened in the lab at its case and moment', async ({ lab }) => {
  await lab.goto('/#/distributed-map-run')
  await expect(lab.locator('#slideshow > .slidev-page:visible .live-ready')).toBeVisible()
  await lab.keyboard.press('l')
  await expect(lab.locator('.pane .map-run')).toBeVisible()
  expect(lab.url()).toMatch(/#\/lab\/free\?from=distributed-map&case=ten&seconds=\d+/)
  await expect(lab.getByRole('slider', { name: 'Time' })).toHaveAttribute('aria-valuetext', '00:00:25')
})

test('what is wrong is shown where it happened: case, state in the drawing, lines in the text', async ({ lab }) => {
  await open(lab, 'money-back')
  await lab.getByRole('button', { name: 'Check', exact: true }).click()
  await lab.locator('.found').getByRole('button', { name: 'Show me' }).click()
  await expect(lab.locator('.case select')).toHaveValue('no-van')
  await expect(lab.locator('.cm-line.is-shown').first()).toContainText('UndoEverything')
  await expect(lab.locator('[data-id="s_UndoEverything"]')).toHaveClass(/is-/)
  await lab.getByRole('button', { name: 'A hint' }).click()
  await expect(lab.locator('.hints li')).toHaveCount(1)
})

test('a live slide is opened in the lab with one key, at its case and moment, and the drawing follows the text', async ({ lab }) => {
  await lab.goto('/#/saga?clicks=1')
  await expect(lab.locator('#slideshow > .slidev-page:visible .live-ready')).toBeVisible()
  await lab.keyboard.press('l')
  await expect(lab.locator('.cm-content')).toBeVisible()
  expect(lab.url()).toMatch(/#\/lab\/free\?from=saga&case=[\w-]+&at=\d+$/)
  await expect(lab.locator('.picture svg')).toBeVisible()

  // No key of the deck's is heard here.
  const before = lab.url()
  await lab.locator('.cm-content').focus()
  await lab.keyboard.type('o f g ')
  expect(lab.url()).toBe(before)
  await write(lab, 'StartAt: Pack\nStates:\n  Pack:\n    Type: Pass\n    Next: Shp\n')
  await expect(lab.locator('.picture .is-missing')).toContainText('Shp')
  await expect(lab.locator('.problems summary')).toContainText('it from being created')
  await expect(lab.getByText('of an older text')).toBeVisible()
  await write(lab, 'StartAt: [')
  await expect(lab.getByText('drawn before your last edit')).toBeVisible()
})

test('an expression is completed: what $states has there, a function with its parentheses, and what each is', async ({ lab }) => {
  await open(lab, 'free')
  await write(lab, 'QueryLanguage: JSONata\nStartAt: A\nStates:\n  A:\n    Type: Pass\n    Output: "{%  %}"\n    End: true\n')
  await lab.locator('.cm-line').filter({ hasText: 'Output' }).click()
  await lab.keyboard.press('End')
  for (let step = 0; step < 4; step++)
    await lab.keyboard.press('ArrowLeft')
  const offered = lab.locator('.cm-tooltip-autocomplete')
  await lab.keyboard.type('$upp')
  await offered.getByText('$uppercase').click()
  await expect.poll(() => text(lab)).toContain('"{% $uppercase() %}"')
  await lab.keyboard.type('$states.')
  await expect(offered).toContainText('context')
  await expect(offered).not.toContainText('result')
  await lab.keyboard.press('Escape')
  // What the editor is told meanwhile, such as diagnostics, ends a hover; whoever reads points again.
  await expect(async () => {
    await lab.locator('.keys').hover()
    await lab.locator('.code-expression').hover({ position: { x: 50, y: 8 } })
    await expect(lab.locator('.explained')).toContainText('A text in capitals.', { timeout: 3000 })
  }).toPass()
})

test('the last slide of a chapter before its exercises leads to them in the lab, on paper as well', async ({ lab }) => {
  const { slides } = await readDeck(root, join(root, 'slides.md'))
  const next = slides.findIndex(({ title }) => title === 'Exercise: Thundering herd')
  await lab.goto(`/#/${next}`)
  const links = lab.locator('#slideshow > .slidev-page:visible .lab-links a')
  await expect(links).toHaveText(['Thundering herd', 'Money back', 'The second outage'])
  await links.nth(1).click()
  await expect(lab.getByRole('heading', { name: 'Money back' })).toBeVisible()
})

test('a state is renamed everywhere, completion knows the fields, and Tab leaves after Escape', async ({ lab }) => {
  await open(lab, 'free')
  await write(lab, 'StartAt: Pack\nStates:\n  Pack:\n    Type: Pass\n    Next: Done\n  Done:\n    Type: Succeed\n')
  await lab.locator('.cm-line').filter({ hasText: /^ {2}Done:/ }).click({ position: { x: 30, y: 8 } })
  await lab.keyboard.press('F2')
  await lab.keyboard.insertText('Sent')
  await lab.keyboard.press('Enter')
  expect(await text(lab)).toContain('Next: Sent\n  Sent:')
  await lab.keyboard.press('ControlOrMeta+End')
  await lab.keyboard.type('    Com')
  await expect(lab.locator('.cm-tooltip-autocomplete')).toContainText('Comment')
  await lab.keyboard.press('Escape')
  await lab.keyboard.press('Escape')
  await lab.keyboard.press('Tab')
  expect(await lab.evaluate(() => document.activeElement?.closest('.cm-content'))).toBeNull()
})

test('what is written stays, with what can be undone; another tab is asked, not overwritten; a reset can be taken back', async ({ lab, context }) => {
  await open(lab, 'money-back')
  const start = await text(lab)
  await lab.locator('.cm-content').focus()
  await lab.keyboard.press('ControlOrMeta+Home')
  await lab.keyboard.type('# mine')
  const mine = await text(lab)
  await expect.poll(() => lab.evaluate(() => localStorage.getItem('lab:1:money-back'))).toContain('# mine')
  await lab.reload()
  await expect(lab.locator('.cm-content')).toContainText('# mine')
  await lab.locator('.cm-content').focus()
  await lab.keyboard.press('ControlOrMeta+z')
  expect(await text(lab)).toBe(start)
  await lab.keyboard.press('ControlOrMeta+y')
  expect(await text(lab)).toBe(mine)

  const other = await context.newPage()
  await open(other, 'money-back')
  await write(other, '# theirs')
  await expect(lab.getByRole('alert')).toContainText('Another tab has written something else')
  await lab.getByRole('button', { name: 'Keep this' }).click()
  expect(await text(lab)).toBe(mine)
  await other.close()

  await lab.getByRole('button', { name: 'Reset' }).click()
  await expect.poll(() => text(lab)).toBe(start)
  await lab.getByRole('button', { name: 'Back to mine' }).click()
  await expect.poll(() => text(lab)).toBe(mine)
})

test('a machine that does not end is ended with a sentence, and the page goes on', async ({ lab }) => {
  await open(lab, 'free')
  await write(lab, 'QueryLanguage: JSONata\nStartAt: Round\nStates:\n  Round:\n    Type: Pass\n    Next: More\n  More:\n    Type: Choice\n    Choices: [{ Condition: "{% false %}", Next: Done }]\n    Default: Round\n  Done:\n    Type: Succeed\n')
  await lab.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(lab.locator('ol.beats')).toContainText('The run has failed with States.Runtime')
  await write(lab, 'StartAt: Done\nStates:\n  Done:\n    Type: Succeed\n')
  await lab.keyboard.press('ControlOrMeta+Enter')
  await expect(lab.locator('ol.beats')).toContainText('The run has succeeded.')
})

test('a run that is too much work says where it was going round, and is shown as far as it came', async ({ lab }) => {
  await open(lab, 'free')
  await write(lab, 'QueryLanguage: JSONata\nStartAt: Compute\nStates:\n  Compute:\n    Type: Pass\n    Output: "{% $sum([1..20000].($ * 2)) %}"\n    Next: More\n  More:\n    Type: Choice\n    Choices: [{ Condition: "{% false %}", Next: Done }]\n    Default: Compute\n  Done:\n    Type: Succeed\n')
  await lab.keyboard.press('ControlOrMeta+Enter')
  await expect(lab.locator('.trouble')).toHaveText(/^The run was ended after 2,000,000 steps of its expressions, still going round Compute → More → Compute \(\d+ times\)\.$/)
  await expect(lab.locator('ol.beats')).toContainText('The run was stopped.')
  await expect(lab.locator('[data-id="s_More"]')).toHaveClass(/is-/)
})

for (const colorScheme of ['dark', 'light'] as const) {
  test(`all views are accessible, ${colorScheme}, and a phone scrolls none of them sideways`, async ({ lab }) => {
    await lab.emulateMedia({ colorScheme })
    for (const place of ['', '/free?from=callback-token', '/money-back', '/thundering-herd', '/free?from=distributed-map&case=ten']) {
      await lab.goto('about:blank')
      await lab.goto(`/#/lab${place}`)
      await expect(lab.locator('h1')).toBeVisible()
      if (place) {
        await expect(lab.locator('.picture svg')).toBeVisible()
        await expect(lab.locator('ol.beats, .pane .chart, .pane .map-run').first()).toBeVisible()
      }
      const { violations } = await new AxeBuilder({ page: lab }).setLegacyMode().include('.lab').analyze()
      expect(violations.map(({ id, nodes }) => `${place} ${id}: ${nodes[0]!.html.slice(0, 160)} ${nodes[0]!.failureSummary ?? ''}`)).toEqual([])
      await lab.setViewportSize({ width: 390, height: 844 })
      if (place)
        await lab.getByRole('navigation', { name: 'Parts of the lab' }).getByRole('button', { name: 'run' }).click()
      expect(await lab.evaluate(() => document.documentElement.scrollWidth - innerWidth), place).toBeLessThanOrEqual(0)
      expect(await lab.locator('.lab').evaluate(element => element.scrollWidth - element.clientWidth), place).toBeLessThanOrEqual(0)
      await lab.setViewportSize({ width: 1280, height: 720 })
    }
  })
}
