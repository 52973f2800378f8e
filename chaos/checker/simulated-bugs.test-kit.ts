/** Each thing that a store may do wrong, and what of it the checker must see. */
export const bugs = {
  'books over another': 'I1',
  'books over another for a moment': 'I1',
  'books over a live hold': 'I1',
  'forgets a booking': 'I2',
  'forgets a move': 'I2',
  'cancels by itself': 'I2',
  'answers with an old version': 'I2',
  'undoes a cancellation': 'I3',
  'applies a key twice': 'I4',
  'accepts a key with two bodies': 'I4',
  'answers a move differently': 'I4',
  'answers a cancellation differently': 'I4',
  'moves twice for one request': 'I4',
  'makes two holds of one key': 'I4',
  'moves elsewhere and back': 'I8',
  'keeps what it refused': 'I5',
  'moves what it refused to move': 'I5',
  'books another time': 'I6',
  'books for somebody else': 'I6',
  'refuses free time': 'I7',
  'refuses what it has booked': 'I7',
  'refuses what it holds': 'I7',
  'refuses for no reason': 'I7',
  'books by itself': 'I8',
  'tells nobody': 'M1',
  'tells twice': 'M1',
  'loses every other confirmation': 'M1',
  'loses every other move': 'M1',
  'loses every other event': 'M1',
  'tells a stranger': 'M2',
  'tells another time': 'M2',
  'repeats a mail': 'M3',
  'tells what is over': 'M4',
  'loses a message': 'M5',
  'loses every other reminder': 'M5',
  'loses every other release': 'M6',
  'sends a message twice': 'M5',
  'sends a message too early': 'M5',
  'sends a message of what is over': 'M5',
  'sends a message to a stranger': 'M2',
  'sends another time': 'M5',
} as const satisfies Record<string, string>

/** What a store may do wrong. */
export type Bug = keyof typeof bugs

/** Once, or with every other chance to. */
export class SimulatedBug {
  /** Whether it has shown itself. */
  hasErred = false
  readonly name: Bug | undefined
  #chances = 0

  constructor(name: Bug | undefined) {
    this.name = name
  }

  errs(name: Bug): boolean {
    if (this.name !== name) return false
    this.#chances += 1
    const errs = name.startsWith('loses every other') ? this.#chances % 2 === 1 : !this.hasErred
    this.hasErred ||= errs
    return errs
  }
}
