/** The address to share: the host's page, or one meeting type of it. */
export const publicLink = (username: string, slug?: string): string =>
  `${window.location.origin}/${username}${slug === undefined ? '' : `/${slug}`}`

/** The same as people read it, without the scheme. */
export const readableLink = (link: string): string => link.replace(/^https?:\/\//, '')
