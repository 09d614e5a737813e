import { defineConfig } from 'vite'

export default defineConfig({
  build: {
    rollupOptions: {
      output: {
        // Slidev groups all of Shiki and its grammars into a chunk that the entry then imports; left to itself
        // the bundler keeps them out of the first load.
        manualChunks: () => undefined,
      },
    },
  },
})
