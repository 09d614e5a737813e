import { chromium } from 'playwright'
import { deckServer } from './scripts/preview/server.mjs'
const server = deckServer({ dir: '/tmp/w/out-speaker', base: '/' }); await new Promise(r=>server.listen(0,'localhost',r))
const url = `http://localhost:${server.address().port}/`
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
const S = '/tmp/w/spk-shots/'
async function ctx(o){ const c = await browser.newContext({reducedMotion:'reduce', ...o}); const p = await c.newPage(); p.on('console',m=>['error','warning'].includes(m.type())&&console.log('CONSOLE',m.text())); p.on('pageerror',e=>console.log('ERR',e.message)); return [c,p] }
const live = p => p.locator('.live-ready').first().waitFor({timeout:60000})
for (const scheme of ['dark','light']) {
  const [c,p] = await ctx({ viewport:{width:980,height:552}, colorScheme: scheme })
  await p.goto(url+'#/callback-token'); await live(p)
  console.log('title', await p.title())
  await p.keyboard.press('g'); await p.waitForTimeout(2500); await p.screenshot({path:S+`goto-empty-${scheme}.png`})
  await p.keyboard.type('seven attempts'); await p.waitForTimeout(500); await p.screenshot({path:S+`goto-seven-${scheme}.png`})
  await p.keyboard.press('Escape'); await p.keyboard.press('ArrowRight'); await p.waitForTimeout(500)
  await p.locator('.act:visible',{hasText:'fail'}).click(); await p.waitForTimeout(800); await p.screenshot({path:S+`fork-fail-${scheme}.png`})
  await p.locator('.act:visible',{hasText:'approve'}).click(); await p.waitForTimeout(800); await p.screenshot({path:S+`fork-approve-${scheme}.png`})
  await p.locator('.pane:visible',{hasText:'history'}).click(); await p.waitForTimeout(500); await p.screenshot({path:S+`history-${scheme}.png`})
  await p.goto(url+'#/heartbeat-job?clicks=4'); await live(p); await p.waitForTimeout(800); await p.screenshot({path:S+`pulse-${scheme}.png`})
  await p.keyboard.press('.'); await p.waitForTimeout(300); await p.screenshot({path:S+`black-${scheme}.png`})
  await p.setViewportSize({width:1024,height:768}); await p.keyboard.press('b'); await p.mouse.move(300,740); await p.waitForTimeout(900); await p.screenshot({path:S+`4x3-hover-${scheme}.png`})
  await p.mouse.move(300,300); await p.waitForTimeout(3500); await p.screenshot({path:S+`4x3-rest-${scheme}.png`})
  await c.close()
  const [c2,p2] = await ctx({ viewport:{width:390,height:844}, colorScheme: scheme, hasTouch:true, isMobile:true })
  await p2.goto(url+'#/saga'); await live(p2); await p2.waitForTimeout(800); await p2.screenshot({path:S+`phone-${scheme}.png`}); await c2.close()
  const [c3,p3] = await ctx({ viewport:{width:1440,height:900}, colorScheme: scheme })
  await p3.goto(url+'#/presenter/69'); await live(p3); await p3.waitForTimeout(1500); await p3.keyboard.press('ArrowRight'); await p3.waitForTimeout(1500)
  console.log('title', await p3.title(), await p3.locator('.clock').innerText())
  await p3.screenshot({path:S+`presenter-${scheme}.png`})
  await p3.keyboard.press('b'); await p3.waitForTimeout(500); await p3.screenshot({path:S+`presenter-black-${scheme}.png`}); await c3.close()
}
const [c4,p4] = await ctx({ viewport:{width:3840,height:2160}, colorScheme: 'dark' })
await p4.goto(url+'#/presenter/69'); await live(p4); await p4.waitForTimeout(2500); await p4.screenshot({path:S+`presenter-4k.png`}); await c4.close()
await browser.close(); server.close()
