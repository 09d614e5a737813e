/** Makes what deploys a text, beside the page: its cases are played. A worker of its own, so that the lab's first open has none of it. */

import type { HomeRequest } from '../worker/messages.ts'
import { patternOf } from '../../../engine/simulation/grading/run-exercise.ts'
import { wholeExercise } from '../../../engine/simulation/grading/whole-exercise.ts'
import type { Taken } from '../../../engine/simulation/home/taken.ts'
import { withMachine } from '../../../engine/simulation/play/pattern.ts'
import { serve } from '../../../engine/simulation/worker/serve.ts'
import { fromLab } from '../../../engine/take-home/from-lab.ts'
import { setUpOf } from '../worker/set-up-of.ts'

serve<HomeRequest, NonNullable<Taken['aws']>>(async ({ home, pattern, exercise, table, ...edited }, { working }) => {
  const own = await setUpOf(home)
  return fromLab({ ...edited, patternOf: definition => exercise ? patternOf(wholeExercise(exercise, own), definition) : withMachine({ ...pattern, ...own }, edited.stem, definition) }, table, working)
})
