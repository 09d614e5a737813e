import { execFileSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import process from 'node:process'
import { PDFDict, PDFDocument, PDFName, PDFString } from 'pdf-lib'

/** Points of a PDF in a px of CSS. */
const POINTS = 72 / 96

export interface PdfFacts {
  title: string
  author: string | undefined
  subject: string | undefined
  keywords: string[]
  language: string
  /** Of a slide, in px. */
  width: number
  height: number
  /** The date that the file bears; without one it bears none. */
  date: Date | undefined
}

/**
 * Writes what a reader's program shows of a PDF, and nothing that changes from one export to the next.
 *
 * @returns how many pages it has
 */
export async function finishPdf(file: string, facts: PdfFacts): Promise<number> {
  const pdf = await PDFDocument.load(await readFile(file), { updateMetadata: false })
  pdf.setTitle(facts.title, { showInWindowTitleBar: true })
  if (facts.author) pdf.setAuthor(facts.author)
  if (facts.subject) pdf.setSubject(facts.subject)
  if (facts.keywords.length > 0) setText(pdf, 'Keywords', facts.keywords.join(', '))
  pdf.setCreator('Slidev')
  pdf.setProducer('Chromium, pdf-lib')
  pdf.setLanguage(facts.language)
  if (facts.date) {
    pdf.setCreationDate(facts.date)
    pdf.setModificationDate(facts.date)
  } else {
    information(pdf)?.delete(PDFName.of('CreationDate'))
    information(pdf)?.delete(PDFName.of('ModDate'))
  }
  // Chromium's pages are a fraction of a pixel wider than the slide: in the dark deck that is a white line.
  const [width, height] = [facts.width * POINTS, facts.height * POINTS]
  for (const page of pdf.getPages()) {
    // The tab key follows the structure. PDF 2.0, table 31
    page.node.set(PDFName.of('Tabs'), PDFName.of('S'))
    const box = page.getMediaBox()
    if (Math.abs(box.width - width) < 1 && Math.abs(box.height - height) < 1) page.setMediaBox(box.x, box.y + box.height - height, width, height)
  }
  await writeFile(file, await pdf.save({ updateFieldAppearances: false }))
  return pdf.getPageCount()
}

function setText(pdf: PDFDocument, key: string, text: string): void {
  information(pdf)?.set(PDFName.of(key), PDFString.of(text))
}

function information(pdf: PDFDocument): PDFDict | undefined {
  const found = pdf.context.lookup(pdf.context.trailerInfo.Info)
  return found instanceof PDFDict ? found : undefined
}

/**
 * The date of what is exported: `SOURCE_DATE_EPOCH` if it is set, else that of the last commit.
 * https://reproducible-builds.org/specs/source-date-epoch/
 */
export function sourceDate(root: string): Date | undefined {
  const epoch = process.env.SOURCE_DATE_EPOCH || commitTime(root)
  return epoch && /^\d+$/.test(epoch) ? new Date(Number(epoch) * 1000) : undefined
}

function commitTime(root: string): string | undefined {
  try {
    return execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return undefined
  }
}
