/** Verifying and setting proofs of work, for the first page alone: import this file as `#late/proof-of-work`. */
export { createChallenge, verifySolution } from 'altcha-lib/v1'
