import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'playwright/test'
import { asl } from '../engine/cli/terminal.ts'
import { open, test, text, write } from './lab-page.ts'

/** What is written in the lab is kept, gone back to, sent to somebody and taken home. */

const root = join(import.meta.dirname, '..', '..')
const solution = readFileSync(join(root, 'exercises', 'money-back', 'solution.asl.yaml'), 'utf8')

test('a link carries a text to somebody else: it opens beside theirs, is compared, taken over, and given back', async ({ lab, browser, baseURL }) => {
  await open(lab, 'money-back?case=declined')
  await write(lab, solution)
  await lab.getByRole('button', { name: 'Share' }).click()
  const link = lab.getByRole('textbox', { name: 'Whoever opens this link' })
  await expect(link).toHaveValue(/#\/lab\/money-back\?case=declined&d=1\.[\w-]+$/)
  const address = await link.inputValue()

  const context = await browser.newContext({ baseURL: baseURL! })
  const other = await context.newPage()
  await open(other, 'money-back')
  await write(other, '# theirs\n')
  await expect.poll(() => other.evaluate(() => localStorage.getItem('lab:1:money-back'))).toContain('# theirs')
  await other.goto('about:blank')
  await other.goto(address)
  const beside = other.getByRole('region', { name: 'A text from a link' })
  await expect(beside).toContainText('Yours is below, as it was')
  expect(await text(other)).toBe('# theirs\n')
  await expect(other.locator('.case select')).toHaveValue('declined')

  await beside.getByRole('button', { name: 'Take all of it' }).click()
  await expect.poll(() => text(other)).toBe(solution)
  await expect(beside).toContainText('Your text is the one of the link.')
  await other.getByRole('button', { name: 'Back to mine' }).click()
  await expect.poll(() => text(other)).toBe('# theirs\n')
  await beside.getByRole('button', { name: 'Close' }).click()
  await expect(beside).toBeHidden()
  expect(other.url()).not.toContain('d=')
  await context.close()
})

test('a case of one’s own goes along in the link, and comes with the text', async ({ lab, browser, baseURL }) => {
  await open(lab, 'free?from=callback-token')
  await lab.getByRole('button', { name: 'input and answers' }).click()
  await lab.getByLabel('Input', { exact: true }).fill('{ "boxes": 77 }')
  await write(lab, 'StartAt: A\nStates: { A: { Type: Succeed } }\n')
  await lab.getByRole('button', { name: 'Share' }).click()
  const address = await lab.getByRole('textbox', { name: 'Whoever opens this link' }).inputValue()
  expect(address).toContain('from=callback-token')

  const context = await browser.newContext({ baseURL: baseURL! })
  const other = await context.newPage()
  await other.goto(address)
  await other.getByRole('button', { name: 'Take all of it' }).click()
  await expect(other.locator('.case select')).toHaveValue('your own')
  await expect(other.getByLabel('Input', { exact: true })).toHaveValue('{ "boxes": 77 }')
  await context.close()
})

test('of a link that is broken or hostile one sentence is said, and one’s own text stands', async ({ lab }) => {
  for (const [link, told] of [['1.AAAA', 'a part of the link is missing'], ['9.x', 'another version of the lab'], ['', 'another version of the lab']]) {
    await lab.goto('about:blank')
    await open(lab, `will-not-deploy?d=${link}`)
    await expect(lab.getByRole('alert')).toContainText(told!)
    expect(await text(lab)).toContain('StartAt')
  }
})

test('versions are kept when a text is checked and before it is replaced, are compared, and gone back to', async ({ lab }) => {
  await open(lab, 'will-not-deploy')
  const start = await text(lab)
  await lab.getByRole('button', { name: 'Check', exact: true }).click()
  await expect(lab.locator('.found, .problem').first()).toBeVisible()
  await write(lab, '# mine\n')
  await lab.getByRole('button', { name: 'Reset' }).click()
  await expect.poll(() => text(lab)).toBe(start)

  await lab.getByRole('button', { name: 'Versions' }).click()
  const versions = lab.locator('.versions > li')
  await expect(versions).toHaveText([/before a reset/, /checked.*as it is now/])
  await versions.first().getByRole('button', { name: /^Differences/ }).click()
  await expect(versions.first().locator('ins')).toHaveText(/# mine/)
  await versions.first().getByRole('button', { name: /^Go back/ }).click()
  await expect.poll(() => text(lab)).toBe('# mine\n')
  await lab.getByRole('button', { name: 'Back to mine' }).click()
  await expect.poll(() => text(lab)).toBe(start)

  await expect.poll(() => lab.evaluate(() => localStorage.getItem('lab:1:will-not-deploy'))).toContain('"before"')
  await lab.reload()
  await lab.getByRole('button', { name: 'Versions' }).click()
  await expect(versions).toHaveCount(2)
})

test('the text is written as JSON and as YAML again, and that is undone', async ({ lab }) => {
  await open(lab, 'free')
  const yaml = 'StartAt: A\nStates:\n  A:\n    Type: Succeed # done\n'
  await write(lab, yaml)
  await lab.getByRole('button', { name: 'As JSON' }).click()
  await expect.poll(() => text(lab)).toBe('{\n  "StartAt": "A",\n  "States": {\n    "A": {\n      "Type": "Succeed"\n    }\n  }\n}\n')
  await expect(lab.locator('.tools output')).toContainText('JSON has no comments')
  await lab.getByRole('button', { name: 'As YAML' }).click()
  await expect.poll(() => text(lab)).toBe('StartAt: A\nStates:\n  A:\n    Type: Succeed\n')
  await lab.locator('.cm-content').focus()
  await lab.keyboard.press('ControlOrMeta+z')
  await lab.keyboard.press('ControlOrMeta+z')
  expect(await text(lab)).toBe(yaml)
})

test('an exercise is taken home as the ZIP that the terminal makes of the same text', async ({ lab }, info) => {
  await open(lab, 'money-back')
  await write(lab, solution)
  const [download] = await Promise.all([lab.waitForEvent('download'), lab.getByRole('button', { name: 'Take home' }).click()])
  expect(download.suggestedFilename()).toBe('money-back.zip')
  const [here, there] = [info.outputPath('here.zip'), info.outputPath('there.zip')]
  await download.saveAs(here)
  expect(await asl(['lab', 'export', 'money-back', there, '--folder', join(root, 'exercises'), '--answer', join(root, 'exercises', 'money-back', 'solution.asl.yaml')])).toMatchObject({ code: 0 })
  expect(readFileSync(here).equals(readFileSync(there))).toBe(true)
  expect(execFileSync('python3', ['-m', 'zipfile', '-t', here], { encoding: 'utf8' })).toContain('Done testing')
})

test('the run that the timeline shows is saved as a trace of OpenTelemetry', async ({ lab }, info) => {
  await open(lab, 'money-back')
  await write(lab, solution)
  await lab.getByRole('button', { name: 'timeline' }).click()
  const [download] = await Promise.all([lab.waitForEvent('download'), lab.getByRole('button', { name: 'Save trace' }).click()])
  const file = info.outputPath('trace.json')
  await download.saveAs(file)
  const { resourceSpans: [{ resource, scopeSpans: [{ spans }] }] } = JSON.parse(readFileSync(file, 'utf8'))
  const [{ value: { stringValue: machine } }] = resource.attributes
  expect(download.suggestedFilename()).toBe(`${machine}.otlp.json`)
  expect(spans[0]).toMatchObject({ name: machine, kind: 2 })
  expect(spans.length).toBeGreaterThan(2)
})

test('the sandbox is taken home with a case of one’s own', async ({ lab }, info) => {
  await open(lab, 'free')
  await lab.getByRole('button', { name: 'input and answers' }).click()
  await lab.getByLabel('Answers, by state and attempt').fill('{ "Pay": { "0": { "Return": { "id": 7 } } } }')
  const [download] = await Promise.all([lab.waitForEvent('download'), lab.getByRole('button', { name: 'Take home' }).click()])
  const file = info.outputPath('sandbox.zip')
  await download.saveAs(file)
  const mocks = execFileSync('python3', ['-c', `import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).read('sandbox/MockConfigFile.json').decode())`, file], { encoding: 'utf8' })
  expect(JSON.parse(mocks)).toEqual({
    StateMachines: { StateMachine: { TestCases: { YourOwn: { Pay: 'YourOwn.Pay' } } } },
    MockedResponses: { 'YourOwn.Pay': { 0: { Return: { id: 7 } } } },
  })
})

test('the next hint waits for another check, or for a while, and comes anyway for whoever asks', async ({ lab }) => {
  await lab.clock.install()
  await open(lab, 'money-back')
  const hints = lab.locator('.hints li')
  await lab.getByRole('button', { name: 'Check', exact: true }).click()
  await lab.getByRole('button', { name: 'A hint' }).click()
  await expect(hints).toHaveCount(1)
  await expect(lab.getByText('Try that first')).toBeVisible()
  await lab.clock.fastForward(45_000)
  await lab.getByRole('button', { name: 'Another hint' }).click()
  await expect(hints).toHaveCount(2)
  await expect(lab.getByText('Try that first')).toBeVisible()
  await lab.getByRole('button', { name: 'Check', exact: true }).click()
  await expect(lab.getByRole('button', { name: 'Another hint' })).toBeVisible()
  await lab.getByRole('button', { name: 'Another hint' }).click()
  await expect(hints).toHaveCount(3)
  await expect(lab.getByText('Try that first')).toBeHidden()
})
