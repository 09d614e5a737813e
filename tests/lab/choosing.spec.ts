import type { Locator, Page } from 'playwright/test'
import type { Gap } from '../../engine/simulation/choosing/choosing-types.ts'
import { AxeBuilder } from '@axe-core/playwright'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { devices, expect } from 'playwright/test'
import { readExerciseFolder } from '../../engine/cli/exercise-folder.ts'
import { buildChoosing } from '../../engine/simulation/choosing/build-choosing.ts'
import { bare } from '../../engine/simulation/choosing/outline.ts'
import { reachable } from '../../engine/simulation/choosing/slips.ts'
import { test } from './lab-page.ts'

/** Exercises are solved by choosing lines: on a phone with a finger, on a laptop with the keyboard. */

const root = join(import.meta.dirname, '..', '..')

async function choosingOf(slug: string) {
  const { exercise, wrong } = await readExerciseFolder(join(root, 'exercises'), slug)
  return buildChoosing(exercise!, wrong.map(({ text }) => text))
}

const keptOf = (page: Page, slug: string) => page.evaluate(slug => (JSON.parse(localStorage.getItem(`lab:1:${slug}`) ?? 'null') as { text: string } | null)?.text, slug)
const part = (page: Page, name: string) => page.getByRole('navigation', { name: 'Parts of the lab' }).getByRole('button', { name })
const gapsOf = (page: Page) => page.locator('.choose .gap')

/** The place of a block in the pool of its gap. */
const option = (gap: Locator, { offered }: Gap, id: string) => gap.getByRole('listbox').getByRole('option').nth(offered.indexOf(id))

/** Goes through the gaps from the top, those that come with chosen lines among them, and chooses what the solution has. */
async function solve(page: Page, slug: string, open: (gap: Locator) => Promise<void>, press: (option: Locator) => Promise<void>): Promise<void> {
  const choosing = await choosingOf(slug)
  const choice = { ...choosing.start }
  for (let index = 0; index < reachable(choosing.pieces, choice).length; index++) {
    const gap = reachable(choosing.pieces, choice)[index]!
    const place = gapsOf(page).nth(index)
    const [mine, right] = [choice[gap.id] ?? [], choosing.right[gap.id]!]
    choice[gap.id] = right
    // A line of the same name goes out by itself.
    const keyOf = (id: string) => gap.blocks.find(block => block.id === id)!.key
    const out = mine.filter(id => !right.includes(id) && !right.some(other => keyOf(other) === keyOf(id)))
    const put = right.filter(id => !mine.includes(id))
    if (out.length + put.length === 0)
      continue
    await open(place)
    for (const id of [...out, ...put]) {
      const one = option(place, gap, id)
      await press(one)
      await expect(one).toHaveAttribute('aria-selected', String(put.includes(id)))
    }
    await place.getByRole('listbox').first().press('Escape')
  }
}

test.describe('on a phone', () => {
  const { viewport: _, defaultBrowserType: __, ...phone } = devices['Pixel 7']
  test.use({ ...phone, viewport: { width: 390, height: 844 } })

  test('money-back is solved by tapping alone', async ({ lab }) => {
    await lab.goto('/#/lab/money-back')
    await part(lab, 'code').tap()
    await solve(lab, 'money-back', gap => gap.locator('> .opener').tap(), one => one.tap())
    await lab.getByRole('button', { name: 'Check', exact: true }).tap()
    await expect(lab.getByText('Solved', { exact: true })).toBeAttached()
    await expect.poll(() => keptOf(lab, 'money-back')).toBe(readFileSync(join(root, 'exercises', 'money-back', 'solution.asl.yaml'), 'utf8'))
  })

  test('after a check the lines that are wrong are marked with what they lead to, and lose the mark when they go', async ({ lab }) => {
    await lab.goto('/#/lab/money-back')
    await part(lab, 'code').tap()
    const first = gapsOf(lab).first()
    await first.locator('> .opener').tap()
    await lab.getByRole('button', { name: 'Check', exact: true }).tap()
    // What has come of it is shown as soon as it is known.
    await expect(part(lab, 'task')).toHaveAttribute('aria-pressed', 'true')
    await part(lab, 'code').tap()
    await expect(first.locator('.wrong .why')).toContainText('UndoEverything')
    const { pieces, right } = await choosingOf('money-back')
    const gap = reachable(pieces, {})[0]!
    await option(first, gap, right[gap.id]![0]!).tap()
    await expect(first.locator('.why')).toHaveCount(0)
    await expect(gapsOf(lab).nth(2).locator('.why')).not.toHaveCount(0)
  })

  test('a phone that goes to sleep and wakes, or loses the page meanwhile, has lost nothing', async ({ lab }) => {
    await lab.goto('/#/lab/money-back')
    await part(lab, 'code').tap()
    const first = gapsOf(lab).first()
    await first.locator('> .opener').tap()
    // As soon as the line is in the page is hidden, and ended without another word.
    const chosen = await first.getByRole('option', { selected: false }).first().evaluate((element) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' })
      ;(element as HTMLElement).click()
      return new Promise<string>(resolve => requestAnimationFrame(() => {
        document.dispatchEvent(new Event('visibilitychange'))
        resolve(JSON.parse(localStorage.getItem('lab:1:money-back') ?? 'null')?.text)
      }))
    })
    expect(chosen).toContain('Next: ')
    await lab.reload()
    await part(lab, 'code').tap()
    await expect(first).toBeVisible()
    await expect.poll(() => keptOf(lab, 'money-back')).toBe(chosen)
    const line = await first.locator('.put .code-line').last().innerText()
    expect(chosen.split('\n').map(bare)).toContain(line.trim())
    await first.locator('> .opener').tap()
    await expect(first.getByRole('option', { selected: true })).toHaveCount(1)
  })

  test('what was written by hand is none of these lines, says so, and is not lost when choosing starts again', async ({ lab }) => {
    await lab.goto('/#/lab/money-back')
    await part(lab, 'code').tap()
    await lab.getByRole('button', { name: 'Write', exact: true }).tap()
    const field = lab.getByRole('textbox', { name: 'State machine definition' })
    await field.fill('# mine\n')
    await lab.getByRole('button', { name: 'Choose lines', exact: true }).tap()
    await expect(lab.getByText('This text was written by hand')).toBeVisible()
    await lab.getByRole('button', { name: 'Start choosing again' }).tap()
    await expect(gapsOf(lab).first()).toBeVisible()
    await lab.getByRole('button', { name: 'Back to mine' }).tap()
    await expect(lab.getByText('This text was written by hand')).toBeVisible()
    await expect.poll(() => keptOf(lab, 'money-back')).toBe('# mine\n')
  })

  for (const colorScheme of ['dark', 'light'] as const) {
    test(`it is accessible, large enough for a thumb, and scrolls no phone sideways, ${colorScheme}`, async ({ lab }) => {
      await lab.emulateMedia({ colorScheme })
      for (const [slug, width] of [['money-back', 390], ['thundering-herd', 360]] as const) {
        await lab.goto('about:blank')
        await lab.setViewportSize({ width, height: 780 })
        await lab.goto(`/#/lab/${slug}`)
        await part(lab, 'code').tap()
        for (const opener of await lab.locator('.choose .opener').all())
          await opener.tap()
        const { violations } = await new AxeBuilder({ page: lab }).setLegacyMode().include('.lab').analyze()
        expect(violations.map(({ id, nodes }) => `${slug} ${id}: ${nodes[0]!.html.slice(0, 160)} ${nodes[0]!.failureSummary ?? ''}`)).toEqual([])
        const small = await lab.locator('.choose :is(button, [role=option])').evaluateAll(all => all.filter(one => one.getBoundingClientRect().height < 44 || one.getBoundingClientRect().width < 44).map(one => one.outerHTML))
        expect(small).toEqual([])
        for (const box of ['.lab', '.choose'])
          expect(await lab.locator(box).evaluate(element => element.scrollWidth - element.clientWidth), `${slug} ${box}`).toBeLessThanOrEqual(0)
      }
    })
  }
})

test('on a laptop an exercise of level 100 is solved by keyboard alone, lines first', async ({ lab }) => {
  await lab.goto('/#/lab/will-not-deploy')
  await expect(lab.locator('.cm-content')).toBeVisible()
  await lab.getByRole('button', { name: 'Choose lines', exact: true }).press('Enter')
  await solve(lab, 'will-not-deploy', gap => gap.locator('> .opener').press('Enter'), async (one) => {
    const list = one.locator('xpath=..')
    await list.getByRole('option').first().focus()
    await lab.keyboard.press('Home')
    const index = await one.evaluate(element => [...element.parentElement!.children].indexOf(element))
    for (let step = 0; step < index; step++)
      await lab.keyboard.press('ArrowDown')
    await expect(one).toBeFocused()
    await lab.keyboard.press('Enter')
  })
  await lab.getByRole('button', { name: 'Check', exact: true }).press('Enter')
  await expect(lab.getByRole('heading', { name: 'Solved' })).toBeVisible()
  // What was chosen is a text like any other, and the editor has it.
  await lab.getByRole('button', { name: 'Write', exact: true }).press('Enter')
  await expect(lab.locator('.cm-content')).toContainText('orderId.$: $.orderId')
})

test('where the order of a list counts, lines are moved up and down, and a wrong order says what it leads to', async ({ lab }) => {
  await lab.setViewportSize({ width: 700, height: 900 })
  await lab.goto('/#/lab/thundering-herd')
  await part(lab, 'code').click()
  const { pieces, right } = await choosingOf('thundering-herd')
  const gap = reachable(pieces, {})[0]!
  const place = gapsOf(lab).first()
  const put = place.locator('> .put')
  await put.getByRole('button', { name: 'Take out' }).press('Enter')
  await expect(put).toHaveCount(0)
  const [declined, throttled, lambda] = right[gap.id]!
  const general = gap.blocks.find(({ key }) => key.includes('TaskFailed'))!.id
  for (const id of [general, lambda!, declined!])
    await option(place, gap, id).press('Enter')
  await lab.getByRole('button', { name: 'Check', exact: true }).press('Enter')
  await expect(lab.locator('.found').first()).toBeAttached()
  await part(lab, 'code').press('Enter')
  await expect(put.first().locator('.why')).toContainText('charge-card called once')

  await option(place, gap, general).press('Enter')
  await option(place, gap, throttled!).press('Enter')
  await expect(put).toHaveText([/Lambda/, /Declined/, /Throttled/])
  for (let step = 0; step < 2; step++)
    await put.nth(step).getByRole('button', { name: 'Move down' }).press('Enter')
  await expect(put).toHaveText([/Declined/, /Throttled/, /Lambda/])
  await lab.getByRole('button', { name: 'Check', exact: true }).press('Enter')
  await expect(lab.getByText('Solved', { exact: true })).toBeAttached()
})
