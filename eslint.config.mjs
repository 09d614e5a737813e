// @ts-check
// `npm run lint`: what finds faults, and the format where the code has one habit. Where two habits live side by side
// (braces around one statement, brackets around one parameter, where lists break) both may stay.
import antfu from '@antfu/eslint-config'

/** @param {...string} rules */
const off = (...rules) => Object.fromEntries(rules.map(rule => [rule, /** @type {const} */ ('off')]))

/**
 * Who may import whom: arrows point down.
 * @param {string} folder
 * @param {string} above a regular expression: what files of this folder do not import
 */
const below = (folder, above) => ({
  files: [`${folder}/**`],
  rules: { 'no-restricted-imports': ['error', { patterns: [{ regex: above, message: `${folder}/ does not depend on it: see "How the folders hang together" in README.md.` }] }] },
})

/** A part of the deck, in an import's path. @param {...string} folders */
const parts = (...folders) => `\\.\\./(?:${folders.join('|')})/`
const deck = ['pages', 'layouts', 'components', 'composables', 'scripts', 'setup', 'talk', 'workshop', 'facts']
const platform = '^node:|^vue$|^@slidev/|^virtual:'

export default antfu(
  {
    vue: true,
    typescript: true,
    lessOpinionated: true,
    perfectionist: false,
    e18e: false,
    jsx: false,
    toml: false,
    // Slides, and what they show, are laid out by hand.
    markdown: false,
    ignores: ['dist-engine/**', 'diagrams/drawn/**', 'snippets/**/*.asl.yaml', 'snippets/author-it/{durable,functionless}.ts'],
  },
  {
    rules: {
      ...off(
        'antfu/consistent-chaining', 'antfu/consistent-list-newline', 'antfu/curly', 'antfu/reasonable-newline', 'curly',
        'import/consistent-type-specifier-style', 'ts/method-signature-style',
        'style/arrow-parens', 'style/brace-style', 'style/max-statements-per-line', 'style/quote-props',
        'node/prefer-global/buffer', 'node/prefer-global/process',
        'jsdoc/multiline-blocks', 'jsdoc/require-returns-check', 'jsdoc/require-returns-description',
        'regexp/control-character-escape', 'regexp/match-any', 'regexp/no-obscure-range', 'regexp/no-unused-capturing-group',
        'regexp/prefer-character-class', 'regexp/prefer-w', 'regexp/use-ignore-case',
        // What a reader sees of a page is not the same as what stands in it.
        'unicorn/prefer-dom-node-text-content',
        // Terminals and hostile input are what some expressions are about.
        'no-control-regex',
        // A generator has no arrow form; a mock case is made to hear what is wrong with it; conditions change with the clock.
        'ts/no-this-alias', 'no-new', 'no-unmodified-loop-condition',
      ),
      'jsdoc/check-param-names': ['error', { checkDestructured: false, disableMissingParamChecks: true }],
      'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }],
      'style/no-multi-spaces': ['error', { ignoreEOLComments: true }],
      'style/operator-linebreak': ['error', 'before', { overrides: { '=': 'ignore' } }],
      'style/quotes': ['error', 'single', { avoidEscape: true, allowTemplateLiterals: 'always' }],
      // A table may stand below the function that reads it.
      'ts/no-use-before-define': ['error', { functions: false, classes: false, variables: false }],
      'valid-typeof': ['error', { requireStringLiterals: false }],
    },
  },
  { files: ['**/*.vue'], rules: off('vue/singleline-html-element-content-newline') },
  { files: ['**/*.json'], rules: off('jsonc/object-property-newline', 'jsonc/sort-keys') },
  {
    files: ['**/*.yaml', '**/*.yml'],
    rules: { 'yaml/flow-mapping-curly-spacing': ['error', 'always'], ...off('yaml/plain-scalar', 'yaml/quotes') },
  },
  // The States Language, and IAM's, write ${…} too.
  { files: ['tests/**', 'snippets/**', 'engine/take-home/**'], rules: off('no-template-curly-in-string') },
  // A test as others have it, with what comes with Node.
  { files: ['snippets/test-it/**'], rules: off('test/no-import-node-test') },
  // Names of tests begin as AWS's names do.
  { files: ['tests/**'], rules: off('test/consistent-test-it', 'test/prefer-lowercase-title') },
  below('engine/asl', `${platform}|${parts('simulation', 'service', 'server', 'library', 'cli', ...deck)}`),
  below('engine/simulation', `${platform}|${parts('service', 'server', 'library', 'cli', ...deck)}`),
  below('engine/take-home', `${platform}|${parts('service', 'server', 'library', 'cli', ...deck)}`),
  below('engine/service', `${platform}|${parts('server', 'library', 'cli', ...deck)}`),
  below('engine/server', `^vue$|^@slidev/|^virtual:|${parts('library', 'cli', ...deck)}`),
  below('engine/library', `^vue$|^@slidev/|^virtual:|${parts('cli', ...deck)}`),
  below('workshop', `${platform}|^\\.\\./`),
  below('talk', `${platform}|^\\.\\./`),
  below('facts', `${platform}|${parts(...deck)}`),
  below('composables', parts('pages', 'layouts', 'components')),
  below('components', parts('pages', 'layouts')),
)
