import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button, type ButtonVariant } from './button.tsx'
import { notify } from './notify.ts'

/** Puts a text into the clipboard; answers whether that worked. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

type Props = { text: string; label: string; variant?: ButtonVariant; className?: string }

/** Copies a text, and says so where the eyes are as well as aloud. */
export function CopyButton({ text, label, variant = 'secondary', className }: Props) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async () => {
    const done = await copyText(text)
    setCopied(done)
    if (done) notify.success('Link copied')
    else notify.failure('Your browser did not allow copying. Select the link and copy it by hand.')
  }
  const Icon = copied ? Check : Copy
  return (
    <Button variant={variant} onPress={copy} className={className ?? ''}>
      <Icon aria-hidden className="size-4" />
      {label}
    </Button>
  )
}
