/** Drawing on slides is switched off in the built deck: a board that takes no strokes. */
export function createDrauu() {
  return {
    mode: 'stylus',
    mounted: false,
    el: undefined,
    on: () => () => {},
    mount() {},
    unmount() {},
    load() {},
    clear() {},
    cancel() {},
    dump: () => '',
    undo: () => false,
    redo: () => false,
    canUndo: () => false,
    canRedo: () => false,
  }
}
