import { MockCase, type MockFile, type MockLookup } from './mock-file.ts'

/** The test cases that one run uses: the one it starts with, and those that redrives bring. */
export class MockCases {
  private readonly cases = new Map<string, MockCase>()
  private current: MockCase | undefined

  /** Reads all cases named. Throws MockFileError where the file doesn't have one. */
  constructor(file: MockFile | undefined, machine: string, first: string | undefined, later: readonly string[]) {
    if (!file) return
    for (const name of [...first === undefined ? [] : [first], ...later]) this.cases.set(name, new MockCase(file, machine, name))
    if (first !== undefined) this.switchTo(first)
  }

  switchTo(name: string): void {
    this.current = this.cases.get(name)
  }

  next(state: string): MockLookup {
    return this.current?.next(state) ?? { unmocked: true }
  }
}
