import { buildDossiers } from './build-dossiers.ts'
import { checkAcknowledgements } from './check-acknowledgements.ts'
import { checkAftermath } from './check-aftermath.ts'
import { checkIdempotency } from './check-idempotency.ts'
import { checkMails } from './check-mails.ts'
import { checkMessages } from './check-messages.ts'
import { checkOverlaps } from './check-overlaps.ts'
import { checkRefusals } from './check-refusals.ts'
import { checkReleases } from './check-releases.ts'
import { checkRows } from './check-rows.ts'
import type { Evidence, Violation } from './evidence.ts'
import { traceOccupations } from './trace-occupations.ts'

/** Everything in a run that must not be. Takes about as long as sorting the evidence. */
export function checkEvidence(evidence: Evidence): Violation[] {
  const file = buildDossiers(evidence)
  const { certain, possible } = traceOccupations(file)
  return [
    ...checkOverlaps(file, certain),
    ...checkAcknowledgements(file),
    ...checkIdempotency(file),
    ...checkRefusals(file, possible),
    ...checkRows(file),
    ...checkMails(file),
    ...checkMessages(file),
    ...checkReleases(file),
    ...checkAftermath(file),
  ]
}
