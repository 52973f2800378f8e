import { type RefObject, useEffect, useRef } from 'react'
import type { Stage } from './use-stage.ts'

const targets: Record<Stage, string> = {
  pick: 'button[name="time"][aria-pressed="true"], h2',
  details: 'h2',
}

/** When the stage changes, the focus moves to where the new one begins. */
export function useStageFocus(stage: Stage): RefObject<HTMLDivElement | null> {
  const contentRef = useRef<HTMLDivElement>(null)
  const lastStage = useRef(stage)
  useEffect(() => {
    if (lastStage.current === stage) return
    lastStage.current = stage
    contentRef.current?.querySelector<HTMLElement>(targets[stage])?.focus()
  }, [stage])
  return contentRef
}
