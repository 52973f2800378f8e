import type { Booking } from '@rendez/contract'
import { addToCalendarLinks } from '@rendez/icalendar/links'
import { useId, useState } from 'react'
import { getCalendarFile, type ManageKey } from '../api/manage-booking.ts'
import { placeAddress } from '../parts/place.tsx'
import { saveFile } from './save-file.ts'

function linksOf({ startTime, endTime, meetingType, host, location, notes }: Booking) {
  const links = addToCalendarLinks({
    startTime,
    endTime,
    summary: `${meetingType.name} with ${host.displayName}`,
    description: notes,
    location: placeAddress(location),
  })
  return [
    { name: 'Google', address: links.google },
    { name: 'Outlook', address: links.outlook },
    { name: 'Office 365', address: links.office365 },
    { name: 'Yahoo', address: links.yahoo },
  ]
}

const look = 'button button-secondary px-3 text-sm'

/** The booking into the guest's own calendar: a file, or the compose form of a web calendar. */
export function AddToCalendar({ booking, manageKey }: { booking: Booking; manageKey: ManageKey }) {
  const headingId = useId()
  const [failed, setFailed] = useState(false)
  const download = async () => {
    const file = await getCalendarFile(manageKey)
    setFailed(file === null)
    if (file !== null) saveFile(file, 'meeting.ics')
  }
  return (
    <section aria-labelledby={headingId}>
      <h2 id={headingId} className="mb-2 text-sm">
        Add to your calendar
      </h2>
      <div className="flex flex-wrap gap-2">
        {linksOf(booking).map(({ name, address }) => (
          <a key={name} href={address} target="_blank" rel="noopener noreferrer" className={look}>
            {name}
          </a>
        ))}
        <button type="button" onClick={() => void download()} className={`${look} noscript:hidden`}>
          File (.ics)
        </button>
      </div>
      {failed && (
        <p role="alert" className="field-error">
          The file did not arrive. Please try again; it is also attached to the mail.
        </p>
      )}
    </section>
  )
}
