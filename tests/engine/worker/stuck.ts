import { serve } from '../../../engine/simulation/worker/serve.ts'

/** A worker that goes on for ever where it is asked to, and tells nobody that it does. */
serve<string, string>((request) => {
  while (request === 'for ever');
  return request
})
