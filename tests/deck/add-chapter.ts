import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Adds a chapter to a copy of the project, as the README says.
 *
 * @param copy the copy
 * @param number its place, which its folder begins with
 */
export function addChapter(copy: string, number: number): void {
  const folder = join(copy, `pages/${number}-more`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, '0-chapter.md'), `---
layout: chapter
about: What has come since, and what somebody has to say about it on one more evening.
---

# Chapter that came later, ${number}

<!--
**0:10.** One more chapter, which somebody has added. It has a title, a line for the agenda and these notes.
-->
`)
  appendFileSync(join(copy, 'slides.md'), `\n---\nsrc: ./pages/${number}-more/*.md\n---\n`)
}
