import { configDefaults, defineConfig } from 'vitest/config'
import { endingsLeftOut } from './scripts/test/recordings.ts'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...endingsLeftOut(import.meta.dirname).map(ending => `**${ending}`)],
    testTimeout: 60_000,
    // Vitest would leave one core idle, for a watching editor.
    maxWorkers: '100%',
  },
})
