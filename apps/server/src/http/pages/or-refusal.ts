import { DomainError, type ErrorBody, toErrorBody } from '@rendez/contract'

/**
 * What was asked for, or why it was refused.
 *
 * @throws whatever was not expected
 */
export async function orRefusal<Value>(
  ask: () => Promise<Value>,
): Promise<{ value: Value } | { refusal: ErrorBody }> {
  try {
    return { value: await ask() }
  } catch (error) {
    if (error instanceof DomainError) return { refusal: toErrorBody(error) }
    throw error
  }
}
