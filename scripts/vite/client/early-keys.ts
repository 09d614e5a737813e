// Runs in the head: keeps the keys of the talk that are pressed before anything can follow them. `useEarlyKeys` takes over from there.
const pressed: string[] = []
const keep = (event: KeyboardEvent) => {
  if (/^(?:Arrow(?:Left|Right|Up|Down)|Page(?:Up|Down)| )$/.test(event.key) && !event.repeat && pressed.length < 20)
    pressed.push(event.key)
}
addEventListener('keydown', keep)
Object.assign(window, {
  /** Ends the keeping. */
  earlyKeys() {
    removeEventListener('keydown', keep)
    return pressed.splice(0)
  },
})
