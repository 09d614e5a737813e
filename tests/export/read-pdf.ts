import { readFile } from 'node:fs/promises'
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber, PDFRawStream } from 'pdf-lib'
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

export interface ReadPdf {
  info: Record<string, unknown>
  /** Whether it says of itself that its parts are tagged, and that a window shows its title instead of the file's name. */
  says: { tagged: boolean, title: boolean }
  pages: { width: number, height: number, text: string, urls: string[], targets: number[], tags: Tag[] }[]
  outline: { title: string, page: number }[]
}

/** A part of a page in the order in which it is read: what it is, the words in it, and for a figure those that stand for it. */
export interface Tag {
  role: string
  text: string
  alt?: string
}

/** A PDF as a reader's program sees it: pages count from 1, sizes are in points. */
export async function readPdf(file: string): Promise<ReadPdf> {
  const pdf = await getDocument({ data: new Uint8Array(await readFile(file)), verbosity: 0 }).promise
  const pages: ReadPdf['pages'] = []
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number)
    const { width, height } = page.getViewport({ scale: 1 })
    const content = await page.getTextContent({ includeMarkedContent: true })
    const words = wordsByMark(content.items)
    const links = (await page.getAnnotations()).filter(({ subtype }) => subtype === 'Link')
    const targets = await Promise.all(links.filter(({ dest }) => dest).map(({ dest }) => pageOf(pdf, dest)))
    pages.push({ width, height, text: content.items.map((item) => ('str' in item ? item.str : '')).join(' '), urls: links.flatMap(({ url }) => url ?? []), targets, tags: tagsOf(await page.getStructTree(), words) })
  }
  const outline: ReadPdf['outline'] = []
  const visit = async (items: Awaited<ReturnType<PDFDocumentProxy['getOutline']>>): Promise<void> => {
    for (const item of items ?? []) {
      outline.push({ title: item.title, page: await pageOf(pdf, item.dest) })
      await visit(item.items)
    }
  }
  await visit(await pdf.getOutline())
  const { info } = await pdf.getMetadata()
  const says = { tagged: valueOf(await pdf.getMarkInfo(), 'Marked') === true, title: valueOf(await pdf.getViewerPreferences(), 'DisplayDocTitle') === true }
  await pdf.loadingTask.destroy()
  return { info: info as Record<string, unknown>, says, pages, outline }
}

/** pdf.js says of these that they are objects, and gives maps. */
function valueOf(given: object | null, key: string): unknown {
  return given instanceof Map ? given.get(key) : (given as Record<string, unknown> | null)?.[key]
}

type Page = Awaited<ReturnType<PDFDocumentProxy['getPage']>>
type Items = Awaited<ReturnType<Page['getTextContent']>>['items']
type Tree = NonNullable<Awaited<ReturnType<Page['getStructTree']>>>

/** The words of a page by the mark around them. */
function wordsByMark(items: Items): Map<string, string> {
  const words = new Map<string, string>()
  const open: (string | undefined)[] = []
  for (const item of items) {
    if ('str' in item) {
      const mark = open.findLast(Boolean)
      if (mark) words.set(mark, `${words.get(mark) ?? ''}${item.str}`)
    } else if (item.type === 'endMarkedContent') {
      open.pop()
    } else {
      open.push(item.id)
    }
  }
  return words
}

/** Every tag of a page with what is in it, from the outside in. */
function tagsOf(tree: Tree | null, words: Map<string, string>): Tag[] {
  const tags: Tag[] = []
  const visit = (node: Tree | Tree['children'][number]): string => {
    if (!('role' in node)) return words.get(node.id) ?? ''
    const tag: Tag = { role: node.role, text: '', ...('alt' in node ? { alt: String(node.alt) } : {}) }
    tags.push(tag)
    tag.text = node.children.map(visit).join(' ')
    return tag.text
  }
  if (tree) visit(tree)
  return tags
}

async function pageOf(pdf: PDFDocumentProxy, dest: unknown): Promise<number> {
  const place = typeof dest === 'string' ? await pdf.getDestination(dest) : dest as unknown[]
  return place?.[0] ? (await pdf.getPageIndex(place[0] as never)) + 1 : 0
}

/** What a PDF is made of: every font with its kind and whether its file is inside, every picture with its size in px. */
export async function partsOf(file: string): Promise<{ fonts: { name: string, kind: string, embedded: boolean }[], pictures: { width: number, height: number }[] }> {
  const pdf = await PDFDocument.load(await readFile(file), { updateMetadata: false })
  const fonts = []
  const pictures = []
  for (const [, object] of pdf.context.enumerateIndirectObjects()) {
    if (object instanceof PDFRawStream && object.dict.get(PDFName.of('Subtype')) === PDFName.of('Image')) {
      const size = (key: string): number => object.dict.lookup(PDFName.of(key), PDFNumber).asNumber()
      pictures.push({ width: size('Width'), height: size('Height') })
    }
    if (!(object instanceof PDFDict) || object.get(PDFName.of('Type')) !== PDFName.of('Font')) continue
    const kind = object.get(PDFName.of('Subtype'))?.toString() ?? ''
    if (/CIDFont/.test(kind)) continue
    const real = kind === '/Type0' ? object.lookup(PDFName.of('DescendantFonts'), PDFArray).lookup(0, PDFDict) : object
    const descriptor = real.lookupMaybe(PDFName.of('FontDescriptor'), PDFDict)
    fonts.push({
      name: object.get(PDFName.of('BaseFont'))?.toString() ?? '',
      kind,
      embedded: ['FontFile', 'FontFile2', 'FontFile3'].some((key) => descriptor?.get(PDFName.of(key)) !== undefined),
    })
  }
  return { fonts, pictures }
}

/** Letters and digits only: how a line was broken or kerned does not count. */
export function letters(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}
