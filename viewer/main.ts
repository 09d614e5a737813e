import { createApp } from 'vue'
import '../styles/fonts.css'
import '../styles/tokens.css'
import '../styles/base.css'
import '../styles/code.css'
import '../styles/diagram.css'
import '../styles/live.css'
import './style.css'
import App from './App.vue'
import { watchChanges } from './state/changes.ts'
import { startClock } from './state/clock.ts'
import { meet } from './state/server.ts'
import { startTheme } from './state/theme.ts'

startTheme()
void meet().then(() => {
  createApp(App).mount('#app')
  startClock()
  watchChanges()
})
