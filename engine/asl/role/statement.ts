/** What a role may do, and why. */
export interface Permission {
  /** `dynamodb:UpdateItem` */
  actions: string[]
  /** ARNs, in which `*` stands for what is known only at run time; or `*` alone. */
  resources: string[]
  /** As in a policy: operator, condition key, values. */
  condition?: Record<string, Record<string, string[]>>
  /** The states that need it, by name. */
  states: string[]
  /** Why it is needed, and why it is no narrower: a sentence each. */
  reasons: string[]
}

/**
 * Puts together what is the same but for its resources or its actions.
 *
 * @param permissions in the order of the states
 * @returns fewer permissions that allow the same, each with the states and reasons of those that it stands for
 */
export function mergePermissions(permissions: readonly Permission[]): Permission[] {
  return mergeBy(mergeBy(permissions, 'actions'), 'resources')
}

/** Joins those that have the same in one of the two lists. */
function mergeBy(permissions: readonly Permission[], same: 'actions' | 'resources'): Permission[] {
  const merged = new Map<string, Permission>()
  for (const permission of permissions) {
    // What may be done to anything at all stays apart from what may be done to one thing.
    const key = JSON.stringify([[...permission[same]].sort(), permission.condition ?? null, permission.resources.includes('*')])
    const known = merged.get(key)
    if (!known) {
      merged.set(key, structuredClone(permission))
      continue
    }
    for (const list of ['actions', 'resources', 'states', 'reasons'] as const)
      known[list] = [...new Set([...known[list], ...permission[list]])]
  }
  return [...merged.values()]
}
