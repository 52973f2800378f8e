import type { QueryClient } from '@tanstack/react-query'
import { createRouter } from '@tanstack/react-router'
import { createTRPCQueryUtils } from '@trpc/react-query'
import { apiClient } from '../lib/api-client.ts'
import { hasSession } from './account/auth-api.ts'
import type { RouterContext } from './router-context.ts'
import { routeTree } from './routes.tsx'
import { NotFoundScreen } from './shell/not-found-screen.tsx'
import { RouteError } from './shell/route-error.tsx'

/** The routes of the dashboard over what is kept of the server's answers. */
export function createDashboardRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: createRouterContext(queryClient),
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    defaultErrorComponent: RouteError,
    defaultNotFoundComponent: NotFoundScreen,
  })
}

function createRouterContext(queryClient: QueryClient): RouterContext {
  const utils = createTRPCQueryUtils({ queryClient, client: apiClient })
  return {
    findProfile: async () => {
      const known = utils.hosts.profile.getData()
      if (known !== undefined) return known
      return (await hasSession()) ? utils.hosts.profile.fetch() : null
    },
    hasSession,
  }
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createDashboardRouter>
  }
}
