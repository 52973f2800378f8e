import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { IconButton } from './icon-button.tsx'

type Props = {
  title: string
  isOpen: boolean
  onClose: () => void
  /** An alert dialog interrupts to ask before something happens. */
  role?: 'dialog' | 'alertdialog'
  size?: 'small' | 'medium'
  children: ReactNode
}

/** In the middle of the screen, over everything; Escape and a press outside close it. */
export function Dialog({
  title,
  isOpen,
  onClose,
  role = 'dialog',
  size = 'small',
  children,
}: Props) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => open || onClose()}
      isDismissable
      className="overlay grid place-items-center p-4"
    >
      <Modal className={`w-full ${size === 'small' ? 'max-w-md' : 'max-w-2xl'}`}>
        <AriaDialog role={role} className="dialog">
          <div className="flex items-start justify-between gap-4">
            <Heading slot="title" className="text-lg">
              {title}
            </Heading>
            <IconButton icon={X} label="Close" onPress={onClose} className="-mt-2 -mr-2" />
          </div>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

/** The row of buttons that ends a dialog. */
export const DialogActions = ({ children }: { children: ReactNode }) => (
  <div className="mt-6 flex flex-wrap justify-end gap-2">{children}</div>
)
