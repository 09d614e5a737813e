import { expect, test } from 'vitest'
import { between } from '../../components/code/source-text.ts'
import { repositoryOf } from '../../scripts/vite/built/repository.ts'

test('the repository is known from the environment, package.json or GitHub Actions, however it is written', () => {
  const github = { address: 'https://github.com/somebody/talk', files: 'https://github.com/somebody/talk/blob/HEAD/' }
  for (const said of ['https://github.com/somebody/talk', 'https://github.com/somebody/talk.git', 'git@github.com:somebody/talk.git', 'https://secret@github.com/somebody/talk/'])
    expect(repositoryOf({}, { REPOSITORY_URL: said }), said).toEqual(github)
  expect(repositoryOf({ repository: { url: 'git+https://github.com/somebody/talk.git' } }, {})).toEqual(github)
  expect(repositoryOf({ repository: 'github:somebody/talk' }, {})).toEqual(github)
  expect(repositoryOf({}, { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'somebody/talk' })).toEqual(github)
  expect(repositoryOf({}, { REPOSITORY_URL: 'https://gitlab.com/a/talk' })?.files).toBe('https://gitlab.com/a/talk/-/blob/HEAD/')
  expect(repositoryOf({}, {})).toBeUndefined()
  expect(() => repositoryOf({}, { REPOSITORY_URL: 'over there' })).toThrow(/^REPOSITORY_URL is "over there"; it must be/)
})

test('a selection is the file’s text from one place to the other', () => {
  const lines = ['one', '', '  three', 'four']
  expect(between(lines, { line: 1, column: 1 }, { line: 3, column: 4 })).toBe('ne\n\n  th')
  expect(between(lines, { line: 3, column: 2 }, { line: 3, column: 5 })).toBe('thr')
  expect(between(lines, { line: 1, column: 0 }, { line: 4, column: Infinity })).toBe(lines.join('\n'))
})
