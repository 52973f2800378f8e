/** The reader's language for dates and numbers (BCP 47). */
export const locale = navigator.language
