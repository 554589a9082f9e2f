/**
 * The site's mark: two peers side by side, in the accent colour. Drawn here, so that it costs no request; neutral
 * until a stage brings a logo.
 */
export const siteIcon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="11" cy="16" r="9" fill="#004f8b"/>' +
  '<circle cx="21" cy="16" r="7.5" fill="none" stroke="#5aa2dc" stroke-width="3"/></svg>'

/** The mark as an address for `<link rel="icon">`. */
export const siteIconAddress = `data:image/svg+xml,${encodeURIComponent(siteIcon)}`
