import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import PptxGenJS from 'pptxgenjs'
import { plainNotes } from './plain-notes.ts'

/** What a slide brings along beside its picture. */
export interface PptxSlide {
  title?: string | undefined
  /** Markdown */
  note?: string | undefined
}

/**
 * Writes a PowerPoint file with a picture on each of its pages. Slidev's own has the picture as a background, which no screen reader
 * knows of, and the notes as Markdown.
 *
 * @param output the file
 * @param options what goes into it
 * @param options.pictures a folder with Slidev's pictures: `7.png`, or `007-02.png` for the second click of the seventh slide
 * @param options.slides the whole deck's, in order
 * @param options.width of a slide, in px
 * @param options.height of a slide, in px
 * @param options.title the deck's
 * @param options.author the deck's
 * @returns how many pages it has
 */
export async function writePptx(output: string, { pictures, slides, width, height, title, author }: {
  pictures: string
  slides: readonly PptxSlide[]
  width: number
  height: number
  title: string
  author: string
}): Promise<number> {
  const pptx = new PptxGenJS()
  const size = { w: width / 96, h: height / 96 }
  pptx.defineLayout({ name: 'deck', width: size.w, height: size.h })
  pptx.layout = 'deck'
  Object.assign(pptx, { title, author, company: '', subject: title })
  const files = readdirSync(pictures).sort((one, other) => one.localeCompare(other, 'en', { numeric: true }))
  for (const file of files) {
    const { title: heading, note } = slides[Number.parseInt(file) - 1] ?? {}
    const page = pptx.addSlide()
    page.addImage({ path: join(pictures, file), x: 0, y: 0, ...size, altText: heading || `Slide ${Number.parseInt(file)}` })
    if (note)
      page.addNotes(plainNotes(note))
  }
  await pptx.writeFile({ fileName: output })
  return files.length
}
