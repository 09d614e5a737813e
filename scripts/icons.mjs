#!/usr/bin/env node
// @ts-check
// `node scripts/icons.mjs`: draws the PNG icons and the social image in public/ anew, from favicon.svg and the text here.
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'
import { findBrowser } from './browser.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const mark = readFileSync(join(root, 'public', 'favicon.svg'), 'utf8')
const inter = readFileSync(join(root, 'node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2')).toString('base64')

/** @param {number} size @param {{ inset?: number, square?: boolean }} [shape] maskable icons fill their square and keep clear of its rim */
const icon = (size, { inset = 0, square = false } = {}) => ({
  width: size,
  height: size,
  html: `<div style="width:100%;height:100%;box-sizing:border-box;padding:${inset * 100}%;background:${square ? '#0d1017' : 'transparent'}">${mark}</div>`,
})

const social = {
  width: 1200,
  height: 630,
  html: `<div style="width:1200px;height:630px;position:relative;background:#0d1017;color:#f2f4f9;font-family:Inter">
  <svg width="1200" height="630" viewBox="0 0 1200 630" fill="none" stroke-width="3" style="position:absolute">
    <path d="M960 40v90m0 90v75m0 100v75m0 90v70" stroke="#566178"/>
    <path d="M1060 345h56q20 0 20 20v225" stroke="#566178"/>
    <circle cx="960" cy="40" r="11" fill="#566178"/>
    <rect x="860" y="130" width="200" height="90" rx="20" fill="#141923" stroke="#566178"/>
    <rect x="860" y="295" width="200" height="100" rx="20" fill="#2c2416" stroke="#ffb454" stroke-width="5"/>
    <circle cx="960" cy="345" r="11" fill="#ffb454"/>
    <rect x="860" y="470" width="200" height="90" rx="20" fill="#141923" stroke="#566178"/>
    <circle cx="1136" cy="600" r="11" fill="#0d1017" stroke="#566178"/>
  </svg>
  <div style="position:absolute;left:80px;top:50%;transform:translateY(-50%);width:720px">
    <div style="font-size:78px;line-height:1.06;font-weight:700;letter-spacing:-0.03em">Step Functions<br>Advanced<br>Design Patterns</div>
    <div style="margin-top:34px;font-size:32px;line-height:1.35;color:#c6ccd8">A talk you can run: every workflow on these slides executes in your browser.</div>
  </div>
</div>`,
}

const pictures = {
  'apple-touch-icon.png': icon(180, { inset: 0.08, square: true }),
  'icon-192.png': icon(192),
  'icon-512.png': icon(512),
  'icon-maskable-512.png': icon(512, { inset: 0.14, square: true }),
  'og-image.png': social,
}

const { executablePath, args } = await findBrowser()
const browser = await chromium.launch({ executablePath, args })
try {
  for (const [name, { width, height, html }] of Object.entries(pictures)) {
    const page = await browser.newPage({ viewport: { width, height } })
    await page.setContent(`<style>@font-face{font-family:Inter;font-weight:100 900;src:url(data:font/woff2;base64,${inter})}body{margin:0;height:100vh}svg{display:block}</style>${html}`)
    await page.evaluate(() => document.fonts.load('700 20px Inter').then(() => document.fonts.ready).then(() => undefined))
    writeFileSync(join(root, 'public', name), await page.screenshot({ omitBackground: true }))
    await page.close()
    console.log(`public/${name} ${width} × ${height}`)
  }
}
finally {
  await browser.close()
}
