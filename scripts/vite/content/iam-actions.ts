import type { Plugin } from 'vite'
import { actionTable } from '../../../engine/cli/action-table.ts'

const TABLE = 'virtual:iam-actions'

/** What roles are made of where there is no network to ask: `virtual:iam-actions`, the part of the Service Authorization Reference that what is taken home needs. */
export function iamActions(): Plugin {
  return {
    name: 'iam-actions',
    resolveId(id) {
      return id === TABLE ? `\0${TABLE}` : undefined
    },
    async load(id) {
      return id === `\0${TABLE}` ? `export const table = ${JSON.stringify(await actionTable())}` : undefined
    },
  }
}
