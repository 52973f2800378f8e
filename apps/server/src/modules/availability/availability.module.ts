import type { AvailabilityService, SchedulesService } from '@rendez/contract'
import type { Interval } from '@rendez/core'
import { checkSlot } from './check-slot.ts'
import { findNextSlot } from './find-next-slot.ts'
import { listSlots } from './list-slots.ts'
import type { AvailabilityDeps } from './load-offered-inputs.ts'
import {
  type LoadedInputs,
  type LoadOptions,
  loadSchedulingInputs,
} from './load-scheduling-inputs.ts'
import { createSchedulesService } from './schedules.module.ts'

export type { LoadedInputs } from './load-scheduling-inputs.ts'
export { presentSlot } from './present-slot.ts'

export type AvailabilityModule = {
  availability: AvailabilityService
  schedules: SchedulesService
  /** For whoever books: see load-scheduling-inputs.ts. */
  loadSchedulingInputs(
    meetingTypeId: string,
    range: Interval,
    options?: LoadOptions,
  ): Promise<LoadedInputs>
}

export function createAvailabilityModule(deps: AvailabilityDeps): AvailabilityModule {
  return {
    availability: {
      listSlots: (input) => listSlots(deps, input),
      checkSlot: (input) => checkSlot(deps, input),
      findNextSlot: (input) => findNextSlot(deps, input),
    },
    schedules: createSchedulesService(deps),
    loadSchedulingInputs: (...query) => loadSchedulingInputs(deps, ...query),
  }
}
