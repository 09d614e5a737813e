/** A stretch of a task's text: plain, bold or code. */
export interface TaskRun {
  text: string
  kind: 'code' | 'b' | 'span'
}

/** A paragraph, or a list with its items. */
export type TaskBlock = { runs: TaskRun[], items?: undefined } | { runs?: undefined, items: TaskRun[][] }

/**
 * A task's Markdown as what it is made of: paragraphs and lists, with code and bold words.
 *
 * @param task the text of task.md
 */
export function taskBlocks(task: string): TaskBlock[] {
  return task.trim().split(/\n{2,}/).map(block => block.startsWith('- ')
    ? { items: block.split(/\n(?=- )/).map(item => runsOf(item.slice(2))) }
    : { runs: runsOf(block) })
}

function runsOf(text: string): TaskRun[] {
  return text.replace(/\s+/g, ' ').split(/(`[^`]+`|\*\*[^*]+\*\*)/).filter(Boolean).map(part => part.startsWith('`')
    ? { text: part.slice(1, -1), kind: 'code' }
    : part.startsWith('**') ? { text: part.slice(2, -2), kind: 'b' } : { text: part, kind: 'span' })
}
