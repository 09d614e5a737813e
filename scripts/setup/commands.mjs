// @ts-check

/** @typedef {import('./options.mjs').Command} Command */

const talk = /** @type {const} */ ({ type: 'boolean', about: 'the 45-minute selection instead of the whole deck' })

/** What each task can be told; Slidev's own options where the task is Slidev's: https://sli.dev/builtin/cli */
export const commands = /** @satisfies {Record<string, Command>} */ ({
  start: {
    run: 'npm start',
    parts: '[FILE]',
    options: {
      'talk': talk,
      'port': { type: 'string', short: 'p', value: 'NUMBER', is: 'port', about: 'where to listen; by default 3030, or the next that is free' },
      'open': { type: 'boolean', short: 'o', about: 'opens a browser; --no-open leaves it closed' },
      'remote': { type: 'string', value: 'PASSWORD', alone: true, about: 'not here: npm run stage -- --remote' },
      'bind': { type: 'string', value: 'ADDRESS', about: 'not here: npm run stage -- --remote --bind ADDRESS' },
      'workshop': { type: 'boolean', about: 'not here: npm run stage -- --workshop --remote' },
      'tunnel': { type: 'boolean', about: 'not here: npm run stage -- --remote' },
      'base': { type: 'string', value: '/FOLDER/', about: 'serves from a folder' },
      'theme': { type: 'string', short: 't', value: 'NAME', about: 'another theme' },
      'log': { type: 'string', value: 'LEVEL', oneOf: ['error', 'warn', 'info', 'silent'], about: 'how much Vite says' },
      'force': { type: 'boolean', short: 'f', about: 'bundles the packages anew' },
      'inspect': { type: 'boolean', about: "Vite's inspector at /__inspect" },
    },
  },
  test: { run: 'npm test', parts: '[PART OF A TEST FILE’S PATH…]', options: {
    sweep: { type: 'boolean', about: 'looks at every slide where one of each kind is enough otherwise, and tries five times as many odd inputs; CI does' },
  } },
  build: {
    run: 'npm run build',
    options: {
      'talk': talk,
      'out': { type: 'string', value: 'FOLDER', about: 'where to write; by default dist' },
      'base': { type: 'string', value: '/FOLDER/', about: 'where it will be served from; by default anywhere' },
      'no-pdf': { type: 'boolean', about: 'leaves the PDF out' },
    },
  },
  'build:engine': {
    run: 'npm run build:engine',
    options: { out: { type: 'string', value: 'FOLDER', about: 'where to write; by default dist-engine' } },
  },
  stage: {
    run: 'npm run stage',
    options: {
      'remote': { type: 'string', value: 'PASSWORD', alone: true, about: 'listens to the network; a phone with the password leads; without one, one is made up' },
      'workshop': { type: 'boolean', about: 'a room for participants, who hand in tickets and vote; with --remote in the network' },
      'bind': { type: 'string', value: 'ADDRESS', about: "which of this machine's addresses to listen on, with --remote; by default all" },
      'port': { type: 'string', short: 'p', value: 'NUMBER', is: 'port', about: 'where to listen; by default 3030' },
      'talk': talk,
      'no-build': { type: 'boolean', about: 'serves dist/ as it is' },
    },
  },
  preview: {
    run: 'npm run preview',
    options: {
      dir: { type: 'string', value: 'FOLDER', about: 'the built deck; by default dist' },
      port: { type: 'string', value: 'NUMBER', is: 'port', about: 'where to listen; by default 4173' },
      base: { type: 'string', value: '/FOLDER/', about: 'serves from a folder' },
    },
  },
  export: {
    run: 'npm run export',
    parts: '[FILE]',
    options: {
      'with-clicks': { type: 'boolean', short: 'c', about: 'one page a click; pptx has that by itself: --no-with-clicks' },
      'dark': { type: 'boolean', about: 'in the colours of the stage' },
      'format': { type: 'string', value: 'FORMAT', oneOf: ['pdf', 'png', 'pptx', 'pptx-editable', 'md'], about: 'pdf (default), png, pptx, pptx-editable, md' },
      'handout': { type: 'boolean', about: 'what is read in read/, on A4: every slide, and what is said on it below' },
      'talk': talk,
      'range': { type: 'string', value: '1,4-5', about: 'only these slides' },
      'output': { type: 'string', value: 'FILE', about: 'where to write; a folder for png' },
      'with-toc': { type: 'boolean', about: 'with outline, as usual; --no-with-toc: without' },
      'per-slide': { type: 'boolean', about: 'slide by slide, without outline' },
      'scale': { type: 'string', value: 'FACTOR', is: 'number', about: 'how large a picture is drawn' },
      'omit-background': { type: 'boolean', about: 'pictures without the white behind them' },
      'wait': { type: 'string', value: 'MS', is: 'whole', about: 'milliseconds to wait before each page' },
      'wait-until': { type: 'string', value: 'EVENT', oneOf: ['networkidle', 'load', 'domcontentloaded', 'none'], about: 'what to wait for before each page' },
      'timeout': { type: 'string', value: 'MS', is: 'whole', about: 'milliseconds that a page may take; by default 600000' },
      'executable-path': { type: 'string', value: 'FILE', about: 'the browser to print with' },
    },
  },
  bench: { run: 'npm run bench', parts: '[engine | endpoint | deck | lab | export]', partsAre: ['engine', 'endpoint', 'deck', 'lab', 'export'], options: {} },
  fuzz: {
    run: 'npm run fuzz',
    options: {
      runs: { type: 'string', value: 'NUMBER', is: 'count', about: 'how many; by default 100000' },
      seed: { type: 'string', value: 'NUMBER', is: 'whole', about: 'the same again' },
    },
  },
  diagrams: { run: 'npm run diagrams', options: {} },
  models: {
    run: 'npm run models',
    options: {
      wheel: { type: 'string', value: 'FILE', about: 'a wheel of botocore, as `pip download botocore --no-deps` fetches it' },
    },
  },
  check: { run: 'npm run check', options: {} },
})
