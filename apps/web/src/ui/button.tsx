import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import { classNames } from './class-names.ts'
import { Spinner } from './spinner.tsx'

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger'

const variants: Record<ButtonVariant, string> = {
  primary: 'button-primary',
  secondary: 'button-secondary',
  quiet: 'button-quiet',
  danger: 'button-danger',
}

export type ButtonProps = Omit<AriaButtonProps, 'className' | 'children'> & {
  variant?: ButtonVariant
  className?: string
  children: ReactNode
}

/** While pending it keeps its size and focus, and cannot be pressed again. */
export function Button({ variant = 'secondary', className, children, ...props }: ButtonProps) {
  return (
    <AriaButton {...props} className={classNames('button', variants[variant], className)}>
      {({ isPending }) =>
        isPending ? (
          <>
            <Spinner />
            {children}
          </>
        ) : (
          children
        )
      }
    </AriaButton>
  )
}
