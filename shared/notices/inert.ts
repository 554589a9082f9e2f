/** How much of a name and of somebody's words a mail shows, in characters. */
export const longestName = 100
export const longestQuote = 200

/**
 * What somebody typed, as one line of limited length in which no mail client finds a link: whoever fills in the
 * survey with a stranger's address must not be able to send them one in our name.
 */
export const inert = (text: string, longest: number): string => {
  const flat = text
    .replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/:\/\/|@/g, ' ')
    .replace(/(?<=[\p{L}\p{N}])\.(?=[\p{L}\p{N}])/gu, '. ')
    .trim()
  if (flat.length <= longest) return flat
  const cut = flat.slice(0, longest)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), longest / 2))}…`
}
