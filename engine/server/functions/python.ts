import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { Pending, type Said } from './pending.ts'
import type { Running } from './running.ts'

/** Speaks JSON, a line each; what the function prints goes to standard error. */
const RUNNER = `
import importlib.util, json, os, sys, traceback
out, sys.stdout = sys.stdout, sys.stderr
class Context:
    function_version = '$LATEST'
    memory_limit_in_mb = '128'
    def __init__(self, told): self.function_name, self.aws_request_id = told['functionName'], told['awsRequestId']
    def get_remaining_time_in_millis(self): return 900000
module, problem = None, None
try:
    sys.path.insert(0, os.path.dirname(os.path.abspath(sys.argv[1])))
    spec = importlib.util.spec_from_file_location('function', sys.argv[1])
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
except BaseException as error:
    problem = error
for line in sys.stdin:
    asked = json.loads(line)
    said = {'id': asked['id']}
    try:
        if problem: raise problem
        run = getattr(module, 'lambda_handler', None) or getattr(module, 'handler')
        said['result'] = json.dumps(run(json.loads(asked['event']), Context(asked['context'])))
    except BaseException as error:
        said['error'] = json.dumps({'errorType': type(error).__name__, 'errorMessage': str(error), 'stackTrace': traceback.format_tb(error.__traceback__)})
    out.write(json.dumps(said) + '\\n')
    out.flush()
`

/** Runs a file of Python in a process of its own, one invocation after the other. */
export function pythonFunction(file: string): Running {
  const child = spawn('python3', ['-c', RUNNER, file], { stdio: 'pipe' })
  child.stderr.on('data', (printed: Buffer) => process.stderr.write(printed))
  const pending = new Pending()
  const ended = new Promise<void>(resolve => child.once('close', () => resolve()))
  child.on('error', error => pending.end('Runtime.ExitError', `python3 can not be started: ${error.message}`))
  child.on('close', code => pending.end('Runtime.ExitError', `The function ended its process with ${code}.`))
  // Writing to one that has gone is answered by its end.
  child.stdin.on('error', () => {})
  createInterface({ input: child.stdout }).on('line', line => pending.answer(JSON.parse(line) as Said))
  return {
    invoke: (event, context) => pending.ask(id => child.stdin.write(`${JSON.stringify({ id, event, context })}\n`)),
    async end() {
      child.kill()
      if (child.pid !== undefined) await ended
    },
  }
}
