import { defineConfig } from 'vite'

// One file with everything inside: Node cannot load .tsx, and @react-email/components as a whole
// takes half a second to import, of which the templates use a fiftieth.
export default defineConfig({
  define: { 'process.env.NODE_ENV': '"production"' },
  ssr: { noExternal: true },
  build: { ssr: 'src/index.ts', target: 'node24', emptyOutDir: true },
})
