import type { ProblemPageModel } from './page-model.ts'
import { MessageCard } from './parts/message-card.tsx'
import { PageFrame } from './parts/page-frame.tsx'

const words = {
  'not-found': {
    title: 'Nothing here',
    text: 'The link may have a typing error, or its owner took the page down.',
  },
  inactive: {
    title: 'Not open for bookings',
    text: 'This meeting cannot be booked at the moment.',
  },
}

/** There is no page to show: what happened, and where to go instead. */
export function ProblemPage({ model }: { model: ProblemPageModel }) {
  const { problem, host } = model
  return (
    <PageFrame width="narrow">
      <MessageCard {...words[problem]}>
        {problem === 'inactive' && host !== null && (
          <a href={`/${host.username}`} className="button button-secondary">
            See what else {host.displayName} offers
          </a>
        )}
      </MessageCard>
    </PageFrame>
  )
}
