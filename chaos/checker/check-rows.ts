import type { CaseFile, Dossier } from './build-dossiers.ts'
import type { MeetingType, Violation } from './evidence.ts'
import { causesOf } from './trace-occupations.ts'

/**
 * I6: a booking is what was asked for.
 * I8: there is no booking, and no change of one, that nobody asked for.
 */
export function checkRows({ dossiers, evidence }: CaseFile): Violation[] {
  const types = new Map(evidence.meetingTypes.map((type) => [type.id, type]))
  return [...dossiers.values()].flatMap((dossier) => [
    ...findUnasked(dossier),
    ...findDifferences(dossier, types.get(dossier.row.meetingTypeId)),
  ])
}

function findUnasked(dossier: Dossier): Violation[] {
  const { row, steps, creations } = dossier
  const fail = (detail: string) => [{ invariant: 'I8', subject: row.id, detail }]
  if (creations.length === 0) return fail('nobody asked for it')
  const [first, ...later] = steps
  const last = steps.at(-1)
  if (first?.action !== 'created' || last?.version !== row.version) {
    return fail('its history is not its own')
  }
  if (steps.some(({ version }, index) => version !== index)) return fail('its history has a gap')
  if (later.some(({ action }) => action === 'created')) return fail('it was created twice')
  const cancelled = later.find(({ action }) => action === 'cancelled')
  // A move that nobody asked for is counted with the moves: see I4.
  return cancelled !== undefined && causesOf(dossier, cancelled).length === 0
    ? fail('it was cancelled and nobody asked for that')
    : []
}

function findDifferences(dossier: Dossier, type: MeetingType | undefined): Violation[] {
  const { row, steps, creations } = dossier
  if (creations.length === 0) return []
  const fail = (detail: string) => [{ invariant: 'I6', subject: row.id, detail }]
  const own = creations.find(({ intent }) => intent.inviteeName === row.inviteeName)
  if (own === undefined) return fail(`nobody of the name ${row.inviteeName} asked for it`)
  const { intent } = own
  if (intent.meetingTypeId !== row.meetingTypeId || intent.hostId !== row.hostId) {
    return fail('it is with another host, or of another meeting type')
  }
  if (steps[0]?.startTime !== intent.startTime) return fail('it was made for another time')
  if (type !== undefined && row.endTime - row.startTime !== type.durationMinutes * 60_000) {
    return fail('it has another length')
  }
  return row.startTime === steps.at(-1)?.startTime ? [] : fail('it is not where it was moved to')
}
