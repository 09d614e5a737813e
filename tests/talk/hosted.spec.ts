import type { BrowserContext, Page } from 'playwright/test'
import { expect } from 'playwright/test'
import type { TalkMessage } from '../../talk/messages.ts'
import { shownSlide, test } from '../hosting/support.ts'

const base = '/talk/'
const notice = (page: Page) => page.locator('.talk-notices')

/** Opens an address of the deck in a window of its own and waits for the slide. */
async function open(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(url)
  await expect(page.locator(shownSlide()).first()).toBeVisible()
  return page
}

async function at(place: string, ...pages: Page[]): Promise<void> {
  for (const page of pages)
    await expect(page).toHaveURL(new RegExp(`#/(?:presenter/)?${place.replace('?', '\\?')}$`))
}

async function press(page: Page, key: string): Promise<void> {
  await page.bringToFront()
  await page.keyboard.press(key)
}

test('readers of a hosted deck keep to themselves until one of them presents; then the windows go together', async ({ context, serve }) => {
  const { url } = await serve({ base })
  const [reader, other] = [await open(context, `${url}#/5`), await open(context, `${url}#/callback-token?clicks=2`)]
  await press(reader, 'PageDown')
  await at('5?clicks=1', reader)
  await at('callback-token?clicks=2', other)

  // Nobody has asked for a slide: it opens where a reader was last.
  await press(other, 'PageDown')
  await at('callback-token?clicks=3', other)
  const presenter = await open(context, `${url}#/presenter`)
  await at('callback-token?clicks=3', presenter, reader, other)
  await press(presenter, 'PageDown')
  await at('callback-token?clicks=4', presenter, reader, other)
  await press(other, 'PageUp')
  await at('callback-token?clicks=3', presenter, reader, other)

  // What is reloaded moves nobody.
  await presenter.reload()
  await expect(presenter.locator('.live-ready:visible').first()).toBeVisible()
  await other.reload()
  await expect(other.locator('.live-ready:visible').first()).toBeVisible()
  await at('callback-token?clicks=3', presenter, reader, other)
  await press(other, 'PageDown')
  await at('callback-token?clicks=4', presenter, reader, other)

  // A bare window joins, one that asks for a slide is asked whether it wants to.
  const late = await open(context, url)
  await at('callback-token?clicks=4', late)
  const looking = await open(context, `${url}#/7`)
  await expect(notice(looking)).toContainText(/Join the talk \(slide \d+\)/)
  await press(looking, 'ArrowDown')
  await at('8', looking)
  await at('callback-token?clicks=4', presenter, late)
  await press(looking, 'j')
  await at('callback-token?clicks=4', looking)
  await expect(notice(looking)).not.toContainText('Join')

  // A second presenter view does not move the talk, whatever its address says, and leads like the first.
  const second = await open(context, `${url}#/presenter/12?clicks=1`)
  await at('callback-token?clicks=4', second, presenter)
  await press(second, 'ArrowUp')
  await expect(presenter).not.toHaveURL(/callback-token/)
  await press(second, 'ArrowDown')
  await at('callback-token', second, presenter, late)
  await second.goBack()
  await expect(presenter).not.toHaveURL(/callback-token$/)
})

test('what other pages of the origin say changes nothing that is not sound, and blanks nothing', async ({ context, serve }) => {
  const { url } = await serve({ base })
  const presenter = await open(context, `${url}#/presenter/callback-token?clicks=1`)
  const failures: string[] = []
  presenter.on('pageerror', error => failures.push(error.message))
  const audience = await open(context, url)
  await at('callback-token?clicks=1', audience)
  const says = audience.locator('.live-ready .say:visible').first()
  await expect(says).not.toBeEmpty()
  const said = (await says.textContent())!
  audience.on('pageerror', error => failures.push(error.message))

  const no = Number(await audience.locator('#slideshow > .slidev-page:visible').getAttribute('data-slidev-no'))
  const name = `Step Functions Advanced Design Patterns ${base}`
  const clock = { status: 'stopped', startedAt: 0, pausedAt: 0, chapters: [] }
  const state = { slide: no, clicks: 1, free: {}, black: false, clock }
  const record = { revision: 900, since: 1, by: 'forged', state }
  const stranger = await context.newPage()
  await stranger.goto(`${url}favicon.svg`)
  await stranger.evaluate(({ name, record, state, no }) => {
    const channel = new BroadcastChannel(name)
    const say = (what: unknown) => channel.postMessage(what)
    for (const nothing of [null, 5, 'text', [], {}, { type: 'record' }, { type: 'record', from: 'x', record: null }])
      say(nothing)
    const forged = (state: object) => say({ type: 'record', from: 'x', record: { ...record, state } })
    forged({ ...state, slide: '3' })
    forged({ ...state, clicks: Number.NaN })
    forged({ ...state, free: { x: '{' } })
    forged({ ...state, clock: null })
    // Sound as a record, but not what the slide expects to have been done on it.
    const free = { [`callback-token, slide ${no}: fork`]: '{"click":1}', [`callback-token, slide ${no}: pane`]: '"nosuch"', 'history: kind': '7' }
    say({ type: 'record', from: 'x', record: { ...record, state: { ...state, free } } })
    // Another deck of the same title on this origin.
    new BroadcastChannel(name.replace('/talk/', '/')).postMessage({ type: 'record', from: 'x', record: { ...record, revision: 9000, state: { ...state, slide: 3 } } })
  }, { name, record, state, no })

  // The keys go on from where the talk was, in both windows.
  await press(presenter, 'PageDown')
  await at('callback-token?clicks=2', presenter, audience)
  await expect(says).not.toHaveText(said)
  await press(audience, 'PageUp')
  await at('callback-token?clicks=1', presenter, audience)
  await expect(says).toHaveText(said)
  await expect(audience.locator('.panes:visible [aria-pressed=true]').first()).toBeVisible()
  expect(failures).toEqual([])
})

test('a window in the background has the last of what was said in the meantime', async ({ context, serve }) => {
  const { url } = await serve({ base })
  const audience = await open(context, url)
  await audience.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { get: () => 'hidden', configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
    // Timers and frames of such a window come late, or not at all.
    window.requestAnimationFrame = () => 0
  })
  const presenter = await open(context, `${url}#/presenter/callback-token`)
  for (const click of [1, 2, 3]) {
    await press(presenter, 'PageDown')
    await at(`callback-token?clicks=${click}`, presenter)
  }
  await at('callback-token?clicks=3', audience)
})

test('the talk that a server carries is missed, looked for and found again, and brought back to a server that has forgotten it', async ({ page, serve }) => {
  const { url } = await serve({ base })
  await page.route(url, async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ response: answer, body: (await answer.text()).replace('<head>', '<head><meta name="talk-server" content="talk">') })
  })
  const clock = { status: 'stopped', startedAt: 0, pausedAt: 0, chapters: [] } as const
  const state = { slide: 7, clicks: 0, free: {}, black: false, clock }
  let isUp = true
  let talk: { send: (message: TalkMessage) => void, close: () => Promise<void> }
  const hellos: Extract<TalkMessage, { type: 'hello' }>[] = []
  const addresses: string[] = []
  await page.routeWebSocket(/\/talk\/talk/, (socket) => {
    addresses.push(socket.url())
    if (!isUp) {
      socket.close({ code: 1012 })
      return
    }
    talk = { send: message => socket.send(JSON.stringify(message)), close: () => socket.close({ code: 1012 }) }
    socket.onMessage((text) => {
      const message = JSON.parse(String(text)) as TalkMessage
      if (message.type === 'hello')
        hellos.push(message)
    })
    talk.send({ type: 'welcome', from: 'server', leads: false, now: Date.now() })
  })

  await page.addInitScript(() => sessionStorage.setItem('talk-key', 'let me'))
  await page.goto(url)
  await expect(page.locator(shownSlide(1)).first()).toBeVisible()
  await expect.poll(() => hellos.length).toBeGreaterThan(0)
  talk!.send({ type: 'record', from: 'server', record: { revision: 4, since: 5, by: 'presenter', state } })
  await expect(page.locator(shownSlide(7)).first()).toBeVisible()

  isUp = false
  await talk!.close()
  await expect(notice(page)).toContainText('The talk is out of reach')
  isUp = true
  await expect(notice(page)).not.toContainText('The talk is out of reach')
  await expect.poll(() => hellos.at(-1)?.record?.revision).toBe(4)
  talk!.send({ type: 'record', from: 'server', record: { revision: 5, since: 5, by: 'presenter', state: { ...state, slide: 8 } } })
  await expect(page.locator(shownSlide(8)).first()).toBeVisible()
  expect(new Set(addresses.map(address => new URL(address).pathname + new URL(address).search))).toEqual(new Set(['/talk/talk?key=let+me']))

  // Whoever may not lead goes on alone, and is asked back.
  await page.keyboard.press('ArrowDown')
  await expect(page.locator(shownSlide(9)).first()).toBeVisible()
  await expect(notice(page)).toContainText('Join the talk (slide 8)')
})

test('an address that names no slide, or no click, is set right and says so', async ({ page, baseURL }) => {
  for (const [address, right, says] of [
    ['#/saga?clicks=abc', /#\/[^?]+$/, ''],
    ['#/saga?clicks=1&clicks=2', /\?clicks=1$/, ''],
    ['#/nosuch', /#\/1$/, 'There is no slide “nosuch” here. This is the cover.'],
    ['#/2000', /#\/\d+$/, 'There is no slide 2000 here. This is the last one.'],
  ] as const) {
    await page.goto('about:blank')
    await page.goto(`${baseURL}${address}`)
    await expect(page, address).toHaveURL(right)
    await expect(page.locator(shownSlide()).first(), address).toBeVisible()
    if (says)
      await expect(notice(page)).toContainText(says)
  }
})
