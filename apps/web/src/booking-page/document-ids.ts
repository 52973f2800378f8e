/** The place where JavaScript takes over, and the data from which it does. */
export const rootId = 'page'
export const modelId = 'page-model'
