/**
 * The browser may keep a form, and asks anew whenever somebody opens it: with `no-store` Chrome, over HTTPS, and others
 * would lose what was typed when somebody looks elsewhere, or the connection is cut, and they come back.
 */
export const keptForComingBack = { 'cache-control': 'private, no-cache' }
