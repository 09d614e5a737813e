import type { CDPSession, Page } from 'playwright/test'

/** A finger on a page, as the browser itself feels it. */
export class Finger {
  private readonly client: CDPSession

  private constructor(client: CDPSession) {
    this.client = client
  }

  static async on(page: Page): Promise<Finger> {
    return new Finger(await page.context().newCDPSession(page))
  }

  /** Comes down, moves in steps, and is taken away. */
  async swipe(from: { x: number, y: number }, by: { x?: number, y?: number }): Promise<void> {
    const { x = 0, y = 0 } = by
    await this.touch('touchStart', from)
    for (let part = 1; part <= 5; part++)
      await this.touch('touchMove', { x: from.x + x * part / 5, y: from.y + y * part / 5 })
    await this.client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  }

  async tap(at: { x: number, y: number }): Promise<void> {
    await this.swipe(at, {})
  }

  private async touch(type: 'touchStart' | 'touchMove', point: { x: number, y: number }): Promise<void> {
    await this.client.send('Input.dispatchTouchEvent', { type, touchPoints: [point] })
  }
}
