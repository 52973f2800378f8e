import type { MeetingType, Workflow } from '@rendez/contract'
import { Link } from '@tanstack/react-router'
import { Clock, Mail, MessageSquareText } from 'lucide-react'
import { api } from '../../lib/api-client.ts'
import { readApiError } from '../../lib/read-api-error.ts'
import { notify } from '../../ui/notify.ts'
import { Switch } from '../../ui/switch.tsx'
import { sayMessage, sayMoment } from './say-workflow.ts'

type Props = { workflow: Workflow; meetingType: MeetingType | undefined }

/** One workflow: for which meeting type, what, when, and whether it is on. */
export function WorkflowCard({ workflow, meetingType }: Props) {
  const ChannelIcon = workflow.channel === 'mail' ? Mail : MessageSquareText
  return (
    <li className="card flex min-h-44 flex-col">
      <div className="flex-1 p-5 pb-4">
        <h2 className="text-lg break-words">
          <Link
            to="/app/workflows/$workflowId"
            params={{ workflowId: workflow.id }}
            className="rounded-control hover:underline"
          >
            {workflow.name}
          </Link>
        </h2>
        {meetingType !== undefined && (
          <p className="mt-1 flex items-center gap-2 text-sm text-muted">
            <span
              aria-hidden
              className="size-2.5 shrink-0 rounded-full"
              style={{ background: meetingType.color }}
            />
            <span className="min-w-0 truncate">{meetingType.name}</span>
          </p>
        )}
        <ul className="mt-3 grid grid-cols-1 gap-1.5 text-sm text-muted">
          <li className="flex items-center gap-2">
            <Clock aria-hidden className="size-4 shrink-0" />
            {sayMoment(workflow)}
          </li>
          <li className="flex items-center gap-2">
            <ChannelIcon aria-hidden className="size-4 shrink-0" />
            {sayMessage(workflow)}
          </li>
        </ul>
      </div>
      <div className="border-t border-line px-5 py-1">
        <ActiveSwitch workflow={workflow} />
      </div>
    </li>
  )
}

function ActiveSwitch({ workflow }: { workflow: Workflow }) {
  const utils = api.useUtils()
  const update = api.workflows.update.useMutation({
    onSuccess: async (saved) => {
      utils.workflows.get.setData({ id: saved.id }, saved)
      await utils.workflows.list.invalidate()
      notify.success(saved.active ? `${saved.name} is on` : `${saved.name} is off`)
    },
    onError: (error) => notify.failure(readApiError(error).message),
  })
  const isOn = update.isPending ? update.variables.active : workflow.active
  return (
    <Switch
      isSelected={isOn}
      isDisabled={update.isPending}
      onChange={(active) => update.mutate({ ...workflow, active })}
      aria-label={`${workflow.name} is on`}
    >
      <span className="text-sm">{isOn ? 'On' : 'Off'}</span>
    </Switch>
  )
}
