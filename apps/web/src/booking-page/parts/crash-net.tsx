import { Component, type ReactNode } from 'react'
import { MessageCard } from './message-card.tsx'
import { PageFrame } from './page-frame.tsx'

/** If the page breaks, its guest is told so and can go on. */
export class CrashNet extends Component<{ children: ReactNode }, { hasCrashed: boolean }> {
  override state = { hasCrashed: false }

  static getDerivedStateFromError() {
    return { hasCrashed: true }
  }

  override render() {
    if (!this.state.hasCrashed) return this.props.children
    return (
      <PageFrame width="narrow">
        <MessageCard
          title="Something went wrong"
          text="It is our fault, not yours. What you typed is kept in this tab."
        >
          <button
            type="button"
            className="button button-primary"
            onClick={() => window.location.reload()}
          >
            Load again
          </button>
        </MessageCard>
      </PageFrame>
    )
  }
}
