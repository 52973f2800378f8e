import { hydrateRoot } from 'react-dom/client'
import './booking-page.css'
import { modelId, rootId } from './document-ids.ts'
import { LivePage, type LivePageModel } from './live-page.tsx'
import { CrashNet } from './parts/crash-net.tsx'

const root = document.getElementById(rootId)
const data = document.getElementById(modelId)?.textContent

if (root !== null && data) {
  const model: LivePageModel = JSON.parse(data)
  hydrateRoot(
    root,
    <CrashNet>
      <LivePage model={model} />
    </CrashNet>,
  )
}
