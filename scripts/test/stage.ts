export type StageResult = {
  ok: boolean
  /** Tests that ran in this stage; absent where a stage is one check. */
  passed?: number
  failed?: number
  /** What failed, by file and name. */
  failures?: string[]
  /** What kept the stage from running at all. */
  reason?: string
}

/** One part of the test run. Stages run in turn; the first that is not ok ends the run. */
export type Stage = {
  title: string
  run(): Promise<StageResult>
}
