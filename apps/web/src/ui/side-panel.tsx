import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { IconButton } from './icon-button.tsx'

type Props = { title: string; onClose: () => void; children: ReactNode }

/** Stands at the side over what it belongs to; the whole screen on a phone. */
export function SidePanel({ title, onClose, children }: Props) {
  return (
    <ModalOverlay
      isOpen
      onOpenChange={(open) => open || onClose()}
      isDismissable
      className="overlay flex justify-end"
    >
      <Modal className="h-full w-full sm:max-w-md">
        <Dialog className="flex h-full flex-col border-l border-line bg-surface outline-none">
          <div className="flex items-center justify-between gap-4 border-b border-line py-2 pr-2 pl-6">
            <Heading slot="title" className="text-base">
              {title}
            </Heading>
            <IconButton icon={X} label="Close" onPress={onClose} />
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto p-6">{children}</div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
