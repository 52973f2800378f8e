import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { guestPagesInDevelopment } from './vite/guest-pages-in-development.ts'

/** Where `npm run dev` finds the API server; the browser talks to Vite alone. */
const apiOrigin = process.env.API_ORIGIN ?? 'http://127.0.0.1:3000'

const fromServer = ['/api', '/health', '/dev/mail', '/login', '/signup']

/**
 * Three builds: the dashboard (a SPA at /app), the guest's pages in the browser, and the same
 * pages rendered by the server. The two browser builds share one folder, served at /assets.
 */
export default defineConfig(({ command }) => ({
  plugins: [react(), tailwindcss(), guestPagesInDevelopment(apiOrigin)],
  // The oldest browsers with light-dark(), on which the tokens stand.
  build: { cssTarget: ['chrome123', 'edge123', 'firefox120', 'safari17.5'] },
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(fromServer.map((path) => [path, { target: apiOrigin }])),
  },
  environments: {
    client: {
      build: { outDir: 'dist/client', rolldownOptions: { input: 'index.html' } },
    },
    guest: {
      consumer: 'client',
      build: {
        outDir: 'dist/client',
        emptyOutDir: false,
        copyPublicDir: false,
        manifest: 'guest-manifest.json',
        rolldownOptions: { input: 'src/booking-page/hydrate.tsx' },
      },
    },
    ssr: {
      // The server's bundle stands alone: the server needs no React of its own, in production mode.
      ...(command === 'build'
        ? {
            resolve: { noExternal: true },
            define: { 'process.env.NODE_ENV': JSON.stringify('production') },
          }
        : {}),
      build: {
        outDir: 'dist/server',
        ssr: true,
        copyPublicDir: false,
        rolldownOptions: { input: { 'render-page': 'src/booking-page/render-page.tsx' } },
      },
    },
  },
  builder: {
    async buildApp({ build, environments }) {
      for (const environment of Object.values(environments)) await build(environment)
    },
  },
}))
