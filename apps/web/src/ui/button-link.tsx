import type { ReactNode } from 'react'
import { Link, type LinkProps } from 'react-aria-components'
import type { ButtonVariant } from './button.tsx'
import { classNames } from './class-names.ts'

type ButtonLinkProps = Omit<LinkProps, 'className' | 'children'> & {
  variant?: ButtonVariant
  className?: string
  children: ReactNode
}

/** A link that looks like a button, because following it is the main thing to do. */
export function ButtonLink({ variant = 'secondary', className, ...props }: ButtonLinkProps) {
  return <Link {...props} className={classNames('button', `button-${variant}`, className)} />
}
