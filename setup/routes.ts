import type { NavigationGuard } from 'vue-router'
import { defineRoutesSetup } from '@slidev/types'
import { START_LOCATION } from 'vue-router'
import { askToLead } from '../composables/talk/server.ts'
import { KEY, store } from '../composables/talk/storage.ts'

/** The views that show notes or lead. */
const PRESENTERS = ['presenter', 'notes', 'notes-edit']

/**
 * The lab and its board, a room's page for its participants, the remote for the hand, and the question for the password that whoever wants to lead from another machine is asked. A link may have
 * the password in it; it is stored for this window and goes from the address at once.
 * https://sli.dev/custom/config-routes
 */
export default defineRoutesSetup(routes => [
  { name: 'remote', path: '/remote', component: () => import('../components/remote/RemoteView.vue'), beforeEnter: forPresenters },
  { name: 'lab', path: '/lab', component: () => import('../components/lab/LabMap.vue') },
  { name: 'lab-free', path: '/lab/free', component: () => import('../components/lab/LabFree.vue') },
  { name: 'lab-board', path: '/lab/board', component: () => import('../components/lab/board/LabBoard.vue') },
  { name: 'lab-exercise', path: '/lab/:slug', component: () => import('../components/lab/exercise/LabExercise.vue') },
  { name: 'room', path: '/room', component: () => import('../components/workshop/RoomView.vue') },
  { name: 'password', path: '/password', component: () => import('../components/remote/PasswordView.vue') },
  ...routes.map(route => PRESENTERS.includes(String(route.name)) ? { ...route, beforeEnter: forPresenters } as typeof route : route),
])

const forPresenters: NavigationGuard = async (to, from) => {
  const { key, ...query } = to.query
  if (typeof key === 'string') {
    store(KEY, key)
    if (from === START_LOCATION)
      return { path: to.path, query, replace: true }
    // A window that is in touch with the server already has told it another password, or none.
    location.hash = `#${to.path}`
    location.reload()
    return false
  }
  if (await askToLead() !== 'yes')
    return { name: 'password', query: { for: to.path }, replace: true }
}
