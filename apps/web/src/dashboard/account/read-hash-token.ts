/** A token that a link of ours carries in its fragment, which never reaches logs or referrers. */
export function readHashToken(name: string): string | null {
  return new URLSearchParams(window.location.hash.slice(1)).get(name)
}
