/**
 * The one binding of Temporal: the engine's own where it has one, the polyfill otherwise. The
 * import is dynamic so that a browser with native Temporal never downloads the polyfill.
 */
export const Temporal: typeof globalThis.Temporal =
  globalThis.Temporal ?? (await import('@js-temporal/polyfill')).Temporal
