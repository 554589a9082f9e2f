import { deskRoles } from '../../shared/secretariat/desk-user.ts'

/** Who calls: the owner is the respondent behind the entry that the paths name, the stranger is another one. */
export const callers = ['visitor', 'owner', 'stranger', ...deskRoles] as const
export type Caller = (typeof callers)[number]

/** The status that each caller gets, in the order of `callers`, for JSON. */
type Row = readonly [
  visitor: number,
  owner: number,
  stranger: number,
  reader: number,
  officer: number,
  administrator: number,
]

const everybody = (status: number): Row => [status, status, status, status, status, status]
/** What is one's own needs a respondent's session; the desk's sessions are none. */
const respondents = (owner: number, stranger = owner): Row => [401, owner, stranger, 401, 401, 401]
/** The desk is for its users; a respondent is a visitor there. */
const readers = (status = 200): Row => [401, 401, 401, status, status, status]
const officers = (status = 200): Row => [401, 401, 401, 403, status, status]
const administrators = (status = 200): Row => [401, 401, 401, 403, 403, status]

/**
 * What each operation answers to each caller. Paths name the owner's public entry, a token that was never ours, and
 * ids that exist; a new operation fails until its row stands here.
 */
export const accessMatrix: Readonly<Record<string, Row>> = {
  'show-survey': everybody(200),
  'submit-survey': everybody(202),
  'show-draft': everybody(404),
  'show-draft-page': everybody(404),
  'save-draft': everybody(404),
  'show-sent': everybody(200),
  'show-confirmation': everybody(404),
  'confirm-submission': everybody(404),
  'show-confirmed': everybody(200),
  'show-objection': everybody(404),
  'object-to-acting': everybody(404),
  'show-objected': everybody(200),
  'show-confirmation-links': everybody(200),
  'ask-confirmation-link': everybody(202),
  'search-register': everybody(200),
  'export-search': everybody(200),
  'show-entry': everybody(200),
  'show-matchmaking': everybody(200),
  'find-peers': everybody(200),
  // Called without a need.
  'show-shortlist': everybody(422),
  'list-calls': everybody(200),
  // Nobody's call.
  'show-call': everybody(404),
  'answer-call': respondents(404),
  'show-interest': everybody(200),
  // The owner's is their own entry.
  'express-interest': respondents(409, 200),
  'show-my-introductions': respondents(200),
  'show-my-suggestions': respondents(200),
  // Nobody's introduction.
  'show-my-introduction': respondents(404),
  'answer-introduction': respondents(404),
  'tell-outcome': respondents(404),
  'show-answer': everybody(404),
  'give-answer': everybody(404),
  'show-answered': everybody(200),
  'list-programmes': everybody(200),
  'show-programme': everybody(200),
  'show-unsubscribe': everybody(404),
  unsubscribe: everybody(404),
  'show-home': everybody(200),
  'check-health': everybody(200),
  'show-openapi': everybody(200),
  // Called without a name to look for.
  'find-places': everybody(422),
  'show-vocabulary': everybody(200),
  'show-statistics': everybody(200),
  'show-privacy-notice': everybody(200),
  'show-accessibility': everybody(200),
  'show-contact': everybody(200),
  // Called with a name that nothing has.
  'show-asset': everybody(404),
  'show-icon': everybody(200),

  'show-my': respondents(200),
  'show-sign-in': everybody(200),
  'ask-sign-in-link': everybody(202),
  'show-sign-in-link': everybody(404),
  'sign-in': everybody(404),
  'show-session': respondents(200),
  'show-signed-out': everybody(200),
  'set-preferences': respondents(200),
  'show-consents': respondents(200),
  'change-consent': respondents(200),
  'pause-entry': respondents(200, 404),
  'begin-revision': respondents(201, 404),
  'reconfirm-entry': respondents(200, 404),
  'show-claims': respondents(200, 404),
  // Nobody's claim.
  'show-claim': respondents(404),
  'decide-claim': respondents(404),
  'show-entry-contacts': respondents(200, 404),
  // Without an address; a stranger's entry is not there.
  'invite-contact': respondents(200, 404),
  // Nobody's contact.
  'change-contact': respondents(404),
  'show-invitation': everybody(404),
  'join-entry': everybody(404),
  'show-joined': everybody(200),
  'show-renewal': everybody(404),
  'renew-entry': everybody(404),
  'show-renewed': everybody(200),
  'end-session': respondents(200),

  'show-desk': readers(),
  'show-desk-sign-in': everybody(200),
  'begin-desk-sign-in': everybody(303),
  // Nobody began it in their browser.
  'finish-desk-sign-in': everybody(400),
  'show-desk-session': readers(),
  'show-desk-entry': readers(),
  // The owner has paused the entry by then: nothing is suggested for it.
  'show-desk-suggestions': readers(404),
  // The owner's entry is public: who may decide is told that nothing waits.
  'review-entry': officers(409),
  'show-desk-claims': readers(),
  'show-desk-claim': readers(404),
  'decide-desk-claim': officers(404),
  'show-desk-introductions': readers(),
  'show-desk-introduction': readers(404),
  // Its example names entries that never were.
  'propose-introduction': officers(422),
  'decide-introduction': officers(404),
  'show-desk-calls': readers(),
  'draft-call': officers(201),
  'show-desk-call': readers(404),
  'open-call': officers(404),
  'decide-call': officers(404),
  'show-rounds': readers(),
  'open-round': officers(202),
  // Named by an id that never was.
  'show-round': readers(404),
  'publish-round': officers(404),
  'restart-round': officers(404),
  'show-move': officers(404),
  'move-pair': officers(404),
  'show-fairness': readers(),
  'show-users': administrators(),
  'add-user': administrators(),
  'change-role': administrators(),
  'show-audit': administrators(),
  'end-desk-session': readers(),
}

/** The same with the secret of a mailed link that works, for what only looks. */
export const linksThatWork: Readonly<Record<string, Row>> = {
  // Who has the link may look, whoever they are signed in as.
  'show-confirmation': everybody(200),
  'show-objection': everybody(200),
  'show-invitation': everybody(200),
  'show-sign-in-link': everybody(200),
  'show-renewal': everybody(200),
  'show-answer': everybody(200),
  'show-unsubscribe': everybody(200),
  // The owner's new answers for their own entry: a link alone does not open them.
  'show-draft': respondents(200, 404),
  'show-draft-page': respondents(200, 404),
}
