import { expect, test } from 'vitest'
import { buildChoosing } from '../../engine/simulation/choosing/build-choosing.ts'
import { moved, toggled } from '../../engine/simulation/choosing/choose.ts'
import { compose } from '../../engine/simulation/choosing/compose.ts'
import { choiceIn } from '../../engine/simulation/choosing/read-choice.ts'
import { reachable, slips } from '../../engine/simulation/choosing/slips.ts'

/** What becomes of lines that are chosen, on an exercise made for it. */

const start = `StartAt: Pay
States:

  Pay:
    Type: Task
    Resource: pay
    Retry: &often
      - ErrorEquals: [States.ALL]
        MaxAttempts: 9
    Next: Pack

  Pack:
    Type: Task
    Resource: pack
    Retry: *often
    Next: Pay
`

const solution = `StartAt: Pay
States:

  Pay:
    Type: Task
    Resource: pay
    Retry: # a comment
      - ErrorEquals: [Declined]
        MaxAttempts: 0
      - ErrorEquals: [Busy]
        MaxAttempts: 3
    Next: Pack

  Pack:
    Type: Task
    Resource: pack
    End: true
`

const wrong = `# fails: once
StartAt: Pay
States:

  Pay:
    Type: Task
    Resource: pay
    Retry:
      - ErrorEquals: [Busy]
        MaxAttempts: 3
    Next: Pack

  Pack:
    Type: Task
    Resource: pack
    End: true
`

const choosing = buildChoosing({ slug: 'made-up', start, solution }, [wrong])
const [retry, end] = reachable(choosing.pieces, {})
const lines = (id: string) => JSON.stringify([retry!, end!].flatMap(({ blocks }) => blocks).find(block => block.id === id)!.pieces)
const having = (text: string) => [retry!, end!].flatMap(({ blocks }) => blocks).find(({ id }) => lines(id).includes(text))!.id

test('an alias whose anchor is taken out is what it stood for, and the text is still read as a choice', () => {
  const choice = toggled(choosing.start, retry!, having('MaxAttempts: 9'))
  const text = compose(choosing, choice)
  expect(text).toContain('    Retry: &often [ { ErrorEquals: [ States.ALL ], MaxAttempts: 9 } ]\n')
  expect(choiceIn(choosing, text)).toEqual(choice)
})

test('a field takes the place of the one of its name, and End that of Next; in a list a line comes last', () => {
  expect(toggled(choosing.start, end!, having('End: true'))[end!.id]!.map(lines).join()).not.toContain('Next: Pay')
  const put = toggled(choosing.start, retry!, having('Declined'))
  expect(put[retry!.id]).toEqual([having('MaxAttempts: 9'), having('Declined')])
  expect(moved(put, retry!, having('Declined'), -1)[retry!.id]).toEqual([having('Declined'), having('MaxAttempts: 9')])
  expect(moved(put, retry!, having('Declined'), 1)).toBe(put)
  expect(toggled(put, retry!, having('Declined'))).toEqual(choosing.start)
})

test('what is otherwise than the solution is one slip each: a line, what is missing, an order', () => {
  expect(slips(choosing, choosing.right)).toEqual([])
  const kinds = (ids: string[]) => slips(choosing, { ...choosing.right, [retry!.id]: ids }).map(({ kind }) => kind)
  expect(kinds([having('Busy'), having('Declined')])).toEqual(['order'])
  expect(kinds([having('Busy')])).toEqual(['missing'])
  expect(kinds([having('MaxAttempts: 9'), having('Busy')])).toEqual(['other', 'missing'])
  const [other] = slips(choosing, { ...choosing.right, [retry!.id]: [having('Declined'), having('MaxAttempts: 9'), having('Busy')] })
  expect([...other!.text.matchAll(/ErrorEquals: \[(.*)\]/g)].map(([, name]) => name)).toEqual(['Declined', 'States.ALL', 'Busy'])
})

test('a text that was written by hand is no choice, and one that could have been chosen is', () => {
  expect(choiceIn(choosing, solution.replace('pack', 'unpack'))).toBeUndefined()
  expect(choiceIn(choosing, `${solution}\n# mine\n`)).toBeUndefined()
  expect(choiceIn(choosing, solution)).toEqual(choosing.right)
})
