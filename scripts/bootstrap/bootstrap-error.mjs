/** A failure whose message is one line that says what to do; anything else is a defect with its stack. */
export class BootstrapError extends Error {}
