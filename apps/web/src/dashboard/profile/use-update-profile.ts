import type { ErrorBody, Profile } from '@rendez/contract'
import { api } from '../../lib/api-client.ts'
import { fieldProblems } from '../../lib/read-api-error.ts'

/** Saves parts of the profile, and lets everything that shows it follow. */
export function useUpdateProfile(onSaved: (profile: Profile) => void) {
  const utils = api.useUtils()
  return api.hosts.updateProfile.useMutation({
    onSuccess: (profile) => {
      utils.hosts.profile.setData(undefined, profile)
      onSaved(profile)
    },
  })
}

/** A username that is taken is a problem of its field, wherever the server says it. */
export function problemsOfProfile(error: ErrorBody | null): Record<string, string> {
  if (error === null) return {}
  const taken = error.code === 'USERNAME_TAKEN' ? { username: error.message } : {}
  return { ...taken, ...fieldProblems(error) }
}
