import { escapeMarkup as escaped } from './markup.ts'
import { type CoveredSource, lineVisits } from './source-lines.ts'
import { COVERED_PARTS, missedOf, shareText, summaryOf } from './summary.ts'

/**
 * Coverage to be looked at: one page without scripts that needs no other file.
 *
 * @param title heading of the page
 * @returns the text of an HTML file
 */
export function html(title: string, sources: readonly CoveredSource[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<table>
<thead><tr><th scope="col">Machine</th><th scope="col">Runs</th>${COVERED_PARTS.map(part => `<th scope="col">${HEADINGS[part]}</th>`).join('')}</tr></thead>
<tbody>
${sources.map(rowOf).join('\n')}
</tbody>
</table>
${sources.map(sectionOf).join('\n')}
</main>
</body>
</html>
`
}

const HEADINGS = { states: 'States', transitions: 'Transitions', catchers: 'Catchers', retriers: 'Retriers', choices: 'Choice rules' } as const

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
main { max-width: 70rem; margin: 0 auto; padding: 1rem }
table { border-collapse: collapse }
thead th, tbody th { text-align: start }
th, td { padding: .25rem .75rem; vertical-align: top }
thead { border-bottom: 2px solid }
.whole { font-weight: 600 }
.source { font: 14px/1.4 ui-monospace, monospace; width: 100%; overflow-x: auto; display: block }
.source td { padding: 0 .75rem; white-space: pre }
.source td:nth-child(-n+2) { text-align: end; user-select: none }
.gone { background: light-dark(#d9f2dd, #143d1d) }
.missed { background: light-dark(#fde0dd, #5a1a17) }
`

function rowOf({ file, coverage }: CoveredSource, index: number): string {
  const summary = summaryOf(coverage)
  const cells = COVERED_PARTS.map((part) => {
    const share = summary[part]
    return `<td${share.covered === share.total ? ' class="whole"' : ''}>${share.total === 0 ? '–' : shareText(share)}</td>`
  })
  return `<tr><th scope="row"><a href="#m${index}">${escaped(file)}</a></th><td>${coverage.runs}</td>${cells.join('')}</tr>`
}

function sectionOf(covered: CoveredSource, index: number): string {
  const missed = missedOf(covered.coverage)
  const visits = lineVisits(covered)
  const rows = covered.source.text.replace(/\r?\n$/, '').split('\n').map((text, at) => {
    const count = visits.get(at + 1)
    return `<tr${count === undefined ? '' : ` class="${count > 0 ? 'gone' : 'missed'}"`}><td>${at + 1}</td><td>${count === undefined ? '' : `${count}×`}</td><td>${escaped(text)}</td></tr>`
  })
  return `<section id="m${index}">
<h2>${escaped(covered.file)}</h2>
${missed.length === 0 ? '<p>Everything was gone through.</p>' : `<ul>${missed.map(line => `<li>${escaped(line)}</li>`).join('')}</ul>`}
<table class="source" aria-label="Visits by line">
${rows.join('\n')}
</table>
</section>`
}
