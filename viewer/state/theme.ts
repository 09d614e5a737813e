/** Dark or light: as the machine has it, until somebody chooses. */

import { shallowRef } from 'vue'

const KEY = 'asl-theme'

export const isDark = shallowRef(false)

function remembered(): string | null {
  try {
    return localStorage.getItem(KEY)
  }
  catch {
    return null
  }
}

function show(dark: boolean): void {
  isDark.value = dark
  document.documentElement.classList.toggle('dark', dark)
}

/** Shows what was chosen, or what the machine has. */
export function startTheme(): void {
  const machine = matchMedia('(prefers-color-scheme: dark)')
  show(remembered() === null ? machine.matches : remembered() === 'dark')
  machine.addEventListener('change', () => remembered() === null && show(machine.matches))
}

export function toggleTheme(): void {
  show(!isDark.value)
  try {
    localStorage.setItem(KEY, isDark.value ? 'dark' : 'light')
  }
  catch {}
}
