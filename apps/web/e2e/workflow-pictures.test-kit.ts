import type { Picture } from './dashboard-pictures.test-kit.ts'
import type { TestHost } from './host.test-kit.ts'

type People = { host: () => TestHost; newcomer: () => TestHost; workflowId: () => string }

/** The screens of workflows: full, empty, written, refused, failed. */
export const workflowPictures = ({ host, newcomer, workflowId }: People): Picture[] => [
  { name: 'workflows', path: '/app/workflows', who: host },
  { name: 'workflows-empty', path: '/app/workflows', who: newcomer },
  { name: 'workflow-needs-type', path: '/app/workflows/new', who: newcomer },
  {
    name: 'workflow',
    path: () => `/app/workflows/${workflowId()}`,
    who: host,
    act: async (page) => {
      await page.getByText('What you can put in').click()
      await page.getByText("the guest's name").waitFor()
    },
  },
  {
    name: 'workflow-refused',
    path: '/app/workflows/new',
    who: host,
    complaint: /400/,
    act: async (page) => {
      await page.getByText('SMS', { exact: true }).click()
      await page.getByRole('textbox', { name: 'Text' }).fill('See you, {{gust}}')
      await page.getByRole('button', { name: 'Create' }).click()
      await page.getByText('There is no placeholder {{gust}}.').waitFor()
    },
  },
  {
    name: 'workflows-failed',
    path: '/app/profile',
    who: host,
    complaint: /503/,
    act: async (page) => {
      await page.route('**/api/trpc/**workflows.list**', (route) => route.fulfill({ status: 503 }))
      await page.getByRole('link', { name: 'Workflows' }).first().click()
      await page.getByRole('heading', { name: 'Your workflows could not be loaded' }).waitFor()
    },
  },
]
