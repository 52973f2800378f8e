import { ExternalLink } from 'lucide-react'
import { ButtonLink } from '../../ui/button-link.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { publicLink, readableLink } from '../public-link.ts'
import { PageHeader } from '../shell/page-header.tsx'
import { useProfile } from '../use-profile.ts'
import { PasswordSection } from './password-section.tsx'
import { ProfileForm } from './profile-form.tsx'

/** Who the host is to their guests, how they read times, and their password. */
export function ProfileScreen() {
  const { username } = useProfile()
  const link = publicLink(username)
  return (
    <div className="max-w-2xl">
      <PageHeader
        title="Profile"
        description="Who you are to your guests, and how you read times."
      />
      <div className="card mb-4 flex flex-wrap items-center gap-2 p-3 pl-5 sm:pl-6">
        <p className="mr-auto min-w-0">
          <span className="block text-sm text-muted">Your page</span>
          <span className="block truncate font-medium">{readableLink(link)}</span>
        </p>
        <ButtonLink href={link} target="_blank" variant="quiet">
          <ExternalLink aria-hidden className="size-4" />
          View
        </ButtonLink>
        <CopyButton text={link} label="Copy link" />
      </div>
      <ProfileForm />
      <PasswordSection />
    </div>
  )
}
