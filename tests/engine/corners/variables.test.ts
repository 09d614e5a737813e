import { describe, expect, test } from 'vitest'
import { type StateMachineDefinition, validate } from '../../../engine/asl/index.ts'
import { readTable, sources } from './sources.ts'

interface Row {
  name: string
  times?: number
  refused?: string
  source: string
}

describe.each(['JSONata', 'JSONPath'])('names of variables in %s', (QueryLanguage) => {
  test.each(readTable<Row>('variables.yaml'))('$name $times · $source', ({ name: part, times = 1, refused, source }) => {
    expect(Object.keys(sources)).toContain(source)
    const name = part.repeat(times)
    const definition = { QueryLanguage, StartAt: 'A', States: { A: { Type: 'Pass', Assign: { [name]: 1 }, End: true } } }
    const { diagnostics } = validate(definition as unknown as StateMachineDefinition, { advice: false })
    expect(diagnostics.map(({ code, message, location }) => [code, message, location])).toEqual(
      refused === undefined ? [] : [['SCHEMA_VALIDATION_FAILED', `The variable name '${name}' ${refused}`, '/States/A/Assign']])
  })
})
