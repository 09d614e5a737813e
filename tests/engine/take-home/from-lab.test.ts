import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { parseDefinition, parseIntegration, statesByName } from '../../../engine/asl/index.ts'
import { iamActions } from '../../../engine/asl/role/actions.ts'
import { actionTable } from '../../../engine/cli/action-table.ts'
import { exerciseOf } from '../../../engine/cli/exercise-folder.ts'
import { serviceReference } from '../../../engine/cli/service-reference.ts'
import { patternOf } from '../../../engine/simulation/grading/run-exercise.ts'
import { lookupIn, type ActionTable } from '../../../engine/take-home/action-table.ts'
import { fromLab } from '../../../engine/take-home/from-lab.ts'
import { isSweep } from '../../support/sweep.ts'

let table: ActionTable
beforeAll(async () => { table = await actionTable() })

test('a page’s table says of all that machines of patterns and exercises call what the whole reference says', async () => {
  const files = ['snippets', 'exercises'].flatMap(root => readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(name => /^[\w-]+[/\\][\w-]+\.asl\.yaml$/.test(name)).map(name => join(root, name)))
  expect(files.length).toBeGreaterThan(50)
  const called = files.flatMap(file => [...statesByName(parseDefinition(readFileSync(file, 'utf8')).definition!).values()].flatMap(({ Resource }) => typeof Resource === 'string' ? parseIntegration(Resource) ?? [] : []))
  const actions = new Set(called.filter(({ kind, service }) => kind === 'task' && service !== 'http').flatMap(({ service, action }) => iamActions(service, action)))
  expect(actions.size).toBeGreaterThan(20)
  for (const [service, action] of [...actions].map(one => one.split(':') as [string, string])) {
    expect(await lookupIn(table)(service, action), action).toBeDefined()
    expect(await lookupIn(table)(service, action)).toEqual(await serviceReference(service, action))
  }
  expect(await lookupIn(table)('sqs', 'constructor')).toBeUndefined()
})

describe('an exercise’s text', () => {
  const solution = readFileSync('exercises/money-back/solution.asl.yaml', 'utf8')
  async function deploying(text: string) {
    const exercise = await exerciseOf('exercises', 'money-back')
    const aws = await fromLab({ slug: 'money-back', stem: 'workflow', text, texts: {}, check: 'asl lab check money-back', patternOf: definition => patternOf(exercise, definition) }, table)
    return 'problem' in aws ? aws.problem : Object.fromEntries(aws.files.map(file => [file.path, file.text]))
  }

  test('is deployed with the answers of its cases, whatever its states are called', async () => {
    const files = await deploying(solution) as Record<string, string>
    const renamed = await deploying(solution.replaceAll(/\bBookVan\b/g, 'FindVan')) as Record<string, string>
    expect(solution).toContain('BookVan')
    expect(files['template.yaml']).toContain('StateMachineName: !Sub ${AWS::StackName}-MoneyBack')
    expect(renamed['machines/MoneyBack.asl.yaml']).toContain('FindVan')
    expect(renamed['actor/index.js']).toBe(files['actor/index.js'])
    expect(JSON.parse(renamed['mocks.json']!).StateMachines.MoneyBack.TestCases['no-van']).toMatchObject({ FindVan: 'no-van FindVan' })
    expect(renamed['cases/no-van/status.txt']).toBe(files['cases/no-van/status.txt'])
  })

  test('that calls what the table has not is deployed without, and the README names the action', async () => {
    const files = await deploying('StartAt: Read\nStates:\n  Read:\n    Type: Task\n    Resource: arn:aws:states:::aws-sdk:kendra:query\n    Parameters: { IndexId: mine, QueryText: boxes }\n    End: true\n') as Record<string, string>
    expect(files['README.md']).toContain('Read: no action kendra:Query of IAM is known here; its permission is left out.')
    expect(files['template.yaml']).not.toContain('kendra:Query')
  })

  test.each([
    ['StartAt: [', 'the definition has errors.'],
    ['StartAt: Book\nStates:\n  Book:\n    Type: Task\n    Resource: arn:aws:lambda:eu-west-1:111111111111:function:book-van\n    End: true\n', 'Book calls a function or an activity by its ARN, which a stack of one’s own does not make.'],
    // More work than a page bears takes a while.
    ...isSweep ? [[`QueryLanguage: JSONata\nStartAt: A\nStates:\n  A: { Type: Pass, Output: "{% $pad('', 200000, 'x') %}", Next: C }\n  C: { Type: Choice, Choices: [{ Condition: "{% false %}", Next: B }], Default: A }\n  B: { Type: Succeed }\n`, expect.stringMatching(/^The run was ended/)]] : [],
  ])('%j is not deployed, and it is said why', async (text, why) => {
    expect(await deploying(text)).toEqual(why)
  })
})
