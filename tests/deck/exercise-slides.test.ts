import { readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { listExercises, readExerciseFolder } from '../../engine/cli/exercise-folder.ts'
import { grade } from '../../engine/simulation/grading/grade.ts'
import { exerciseSlide, withoutMoment } from '../../scripts/deck/exercise-slide.ts'
import { plannedSeconds } from '../../scripts/deck/minutes.ts'
import { isSweep } from '../support/sweep.ts'
import { writtenSlides } from './slides.ts'

const slides = await writtenSlides()
const exercises = listExercises('exercises')
const slideOf = (slug: string) => slides.filter(({ content, layout }) => layout === 'exercise' && content.includes(`exercise="${slug}"`))

describe.each(exercises)('the slide of %s', (slug) => {
  it('is one, with the exercise’s title and minutes, and not in the talk', async () => {
    const { exercise } = await readExerciseFolder('exercises', slug)
    const [slide, ...more] = slideOf(slug)
    expect(more).toEqual([])
    expect(slide).toMatchObject({ title: `Exercise: ${exercise!.title}`, frontmatter: { talk: false } })
    expect(plannedSeconds(slide!.note)).toBe(exercise!.minutes * 60)
  })

  it('stands in the chapter of its pattern', async () => {
    const { exercise } = await readExerciseFolder('exercises', slug)
    const chapterOf = (index: number) => slides.slice(0, index + 1).findLast(({ layout }) => layout === 'chapter')?.title
    const pattern = slides.findIndex(({ frontmatter }) => frontmatter.routeAlias === exercise!.pattern)
    expect(pattern).toBeGreaterThan(0)
    expect(chapterOf(slides.indexOf(slideOf(slug)[0]!))).toBe(chapterOf(pattern))
  })

  // Every answer of every exercise is run for it, as tests/lab does; that is for the sweep.
  it.runIf(isSweep)('has in its notes what the room will try, and the sentence that each of these earns', async () => {
    const { exercise, wrong } = await readExerciseFolder('exercises', slug)
    const told = await Promise.all(wrong.map(async ({ name, text }) => {
      const { first, problem } = await grade(exercise!, text, { file: name })
      return `> - \`${name.replace('.asl.yaml', '')}\`: ${withoutMoment(first?.message ?? problem!.message)}`
    }))
    expect(slideOf(slug)[0]!.note.split('\n').filter(line => line.startsWith('> - '))).toEqual(told)
  })

  it('has for half time what the start fails first with two hints, and a run of the solution that meets all checks', async () => {
    const { half, solution } = await exerciseSlide('.', slug)
    expect(Object.values(half).filter(text => text.length < 15)).toEqual([])
    expect(solution.view.states.length).toBeGreaterThan(0)
    expect(solution.checks).toBeGreaterThanOrEqual(solution.cases)
  })
})

describe('the plan of three hours', () => {
  const section = readFileSync('README.md', 'utf8').split(/^## A workshop of three hours$/m)[1]!.split(/^## /m)[0]!
  const rows = [...section.matchAll(/^\| (\d):(\d\d) \| (\d+) \| (.*) \|$/gm)].map(([, hours, minutes, length, what]) => ({
    from: Number(hours) * 60 + Number(minutes),
    length: Number(length),
    what: what!,
    named: [...what!.matchAll(/`([^`]+)`/g)].map(match => match[1]!),
  }))

  test('adds up', () => {
    let at = 0
    for (const { from, length } of rows) {
      expect(from).toBe(at)
      at += length
    }
    expect(at).toBe(180)
  })

  test('gives each exercise its minutes, in the order of the deck, and leaves the others for home', () => {
    const planned = rows.filter(({ what }) => what.startsWith('Exercise'))
    const minutes = new Map(exercises.map(slug => [slug, plannedSeconds(slideOf(slug)[0]!.note)! / 60]))
    expect(planned.filter(({ named, length }) => minutes.get(named[0]!) !== length)).toEqual([])
    const places = planned.map(({ named }) => slides.indexOf(slideOf(named[0]!)[0]!))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    const home = [.../^For who is quicker.*$/m.exec(section)![0].matchAll(/`([^`]+)`/g)].map(match => match[1]!)
    expect([...planned.map(({ named }) => named[0]!), ...home].sort()).toEqual(exercises.toSorted())
  })

  test('leaves time for what is told', () => {
    for (const { named, length, what } of rows.filter(({ named }) => named.some(name => name.endsWith('.md')))) {
      const shown = slides.filter(({ file }) => named.some(name => file.endsWith(name)))
      expect(shown.length, what).toBeGreaterThan(0)
      expect(shown.reduce((sum, { note }) => sum + plannedSeconds(note)!, 0), what).toBeLessThanOrEqual(length * 60)
    }
  })
})
