import './dashboard.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { api, apiClient } from '../lib/api-client.ts'
import { askToLogIn } from './account/ask-to-log-in.ts'
import { createQueryClient } from './query-client.ts'
import { createDashboardRouter } from './router.tsx'

const queryClient = createQueryClient(() => askToLogIn(router))
const router = createDashboardRouter(queryClient)

const root = document.getElementById('root')
if (root === null) throw new Error('the page has no #root')
createRoot(root).render(
  <StrictMode>
    <api.Provider client={apiClient} queryClient={queryClient}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </api.Provider>
  </StrictMode>,
)
