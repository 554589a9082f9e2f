import { solveChallenge } from 'altcha-lib/v1'
import type { Challenge } from 'altcha-lib/v1/types'

/** What the page's script puts into the form: the challenge with the number that solves it. */
export const solved = async (challenge: string): Promise<string> => {
  const stated = JSON.parse(challenge) as Challenge
  const solution = await solveChallenge(stated.challenge, stated.salt, stated.algorithm, stated.maxnumber)
    .promise
  return Buffer.from(JSON.stringify({ ...stated, number: solution?.number })).toString('base64')
}
