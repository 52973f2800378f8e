/** Where the page of a booking is. Its secret is not part of it: that stands after a #, or in a form. */
export const bookingPath = (bookingId: string): string => `/booking/${bookingId}`
