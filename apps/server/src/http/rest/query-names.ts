/** How inputs are called in an address, where they are called otherwise than in the procedures. */
const namesInAddress: Partial<Record<string, string>> = {
  meetingTypeId: 'meeting_type_id',
  startTime: 'start_time',
  timeZone: 'timezone',
}

const namesInProcedures = new Map(
  Object.entries(namesInAddress).map(([inProcedure, inAddress]) => [inAddress, inProcedure]),
)

/** `startTime` -> `start_time` */
export const toQueryName = (name: string): string => namesInAddress[name] ?? name

/** `start_time` -> `startTime` */
export const fromQueryName = (name: string): string => namesInProcedures.get(name) ?? name
