/**
 * The header by which the firewall marks a request from an address that is over its limit, so that the function behind
 * answers in the reader's language. WAF puts its prefix before what a rule states; whoever sends it themselves is only
 * told off.
 */
export const overLimitHeader = { stated: 'over-limit', sent: 'x-amzn-waf-over-limit' } as const
