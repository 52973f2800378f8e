import { useMemo } from 'react'
import { fieldProblems, readApiError } from '../../lib/read-api-error.ts'

const fieldOfCode: Partial<Record<string, string>> = {
  USERNAME_TAKEN: 'username',
  SLUG_TAKEN: 'name',
}

/** What a refused step has to say: by field, or as a whole. */
export function useStepProblems(error: unknown) {
  return useMemo(() => {
    if (error === null || error === undefined) return { problems: {}, message: null }
    const body = readApiError(error)
    const field = fieldOfCode[body.code]
    const problems: Record<string, string> = {
      ...(field === undefined ? {} : { [field]: body.message }),
      ...fieldProblems(body),
    }
    return { problems, message: Object.keys(problems).length > 0 ? null : body.message }
  }, [error])
}
