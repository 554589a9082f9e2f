/**
 * The table as data: which items there are, under which keys, and which questions are asked of them. This one
 * file makes the keys (`keys.ts`), the tables and their indexes (`infra/data-stack.ts`), the README's table
 * (`npm run docs`) and a test a pattern.
 */

/** An item's key templates. `{name}` is filled in by `keys.ts`; every item also has `kind` and `v` (its version). */
type ItemKeys = {
  readonly table: 'main' | 'index'
  readonly pk: string
  readonly sk: string
  /** Key in the `lookup` index: other names of an item. */
  readonly lookup?: { readonly pk: string; readonly sk: string }
  /** Key in the `work` index: what jobs work through. Present only while there is something to do. */
  readonly work?: { readonly pk: string; readonly sk: string }
  readonly holds: string
}

export const items = {
  submission: {
    table: 'main',
    pk: 'SUBMISSION#{submissionId}',
    sk: 'SUBMISSION',
    holds: 'one answered survey as it came, without its personal part',
  },
  contact: {
    table: 'main',
    pk: 'CONTACT#{contactId}',
    sk: 'CONTACT',
    lookup: { pk: 'ADDRESS#{addressHash}', sk: 'CONTACT#{contactId}' },
    work: { pk: 'SUBSCRIBER#{frequency}#{list}', sk: 'CONTACT#{contactId}' },
    holds: 'a person: address, language, digest choice; the only item with personal data',
  },
  mailAllowance: {
    table: 'main',
    pk: 'ADDRESS#{addressHash}',
    sk: 'MAILS#{cause}#{day}',
    holds:
      'how many mails strangers could have sent to an address on a day, by answers and links to sign in; goes by itself',
  },
  draft: {
    table: 'main',
    pk: 'DRAFT#{draftId}',
    sk: 'DRAFT',
    holds: 'a survey that is not sent yet, without its address; goes by itself',
  },
  idempotency: {
    table: 'main',
    pk: 'IDEMPOTENCY#{keyHash}',
    sk: 'IDEMPOTENCY',
    holds: 'the answer given to an idempotency key, for good',
  },
  proof: {
    table: 'main',
    pk: 'PROOF#{proofHash}',
    sk: 'PROOF',
    holds: 'that a proof of work was used; goes by itself',
  },
  token: {
    table: 'main',
    pk: 'TOKEN#{tokenHash}',
    sk: 'TOKEN',
    holds: 'what a mailed link may do, once; the token itself is stored nowhere',
  },
  session: {
    table: 'main',
    pk: 'SESSION#{sessionHash}',
    sk: 'SESSION',
    holds: 'who is signed in and since when; the id that the browser has is stored nowhere',
  },
  sessions: {
    table: 'main',
    pk: 'SESSIONS#{kindOfSession}#{holderId}',
    sk: 'SESSIONS',
    holds: 'how often somebody has signed out everywhere: sessions begun before are over',
  },
  entry: {
    table: 'main',
    pk: 'ENTRY#{entryId}',
    sk: 'ENTRY',
    lookup: { pk: 'REVIEW#{state}', sk: '{since}#{entryId}' },
    work: { pk: 'ENTRIES#{list}', sk: 'ENTRY#{entryId}' },
    holds: 'what the register publishes of one authority',
  },
  revision: {
    table: 'main',
    pk: 'ENTRY#{entryId}',
    sk: 'REVISION#{revision}',
    holds: 'an entry as it was after a confirmed submission',
  },
  entryContact: {
    table: 'main',
    pk: 'ENTRY#{entryId}',
    sk: 'CONTACT#{contactId}',
    holds: 'that a contact stands behind an entry (ids only)',
  },
  entryPeople: {
    table: 'main',
    pk: 'ENTRY#{entryId}',
    sk: 'PEOPLE',
    holds: 'how often the people behind an entry changed: of two changes at once one is decided anew',
  },
  claim: {
    table: 'main',
    pk: 'ENTRY#{entryId}',
    sk: 'CLAIM#{claimId}',
    lookup: { pk: 'CLAIMS#{state}', sk: '{openedAt}#{entryId}#{claimId}' },
    holds:
      'that somebody else answered for an entry, one a person: whose answers (ids only), and what was decided',
  },
  invitation: {
    table: 'main',
    pk: 'ENTRY#{entryId}',
    sk: 'INVITED#{inviteId}',
    holds: 'that somebody was asked to be the second contact of an entry (ids only); goes by itself',
  },
  acting: {
    table: 'main',
    pk: 'ENTRY#{entryId}',
    sk: 'ACTING#{actingId}',
    holds:
      'that somebody answered for another person or office, who was told and may object (ids only); goes by itself',
  },
  authority: {
    table: 'main',
    pk: 'AUTHORITY#{country}#{foldedName}',
    sk: 'AUTHORITY',
    holds: 'which entry an authority has: one at most',
  },
  authorityAt: {
    table: 'main',
    pk: 'AUTHORITY-AT#{place}',
    sk: '{which}',
    holds: 'which entry the authority of a known place has, by its tier, whatever the spelling',
  },
  notice: {
    table: 'main',
    pk: 'NOTICE#{noticeId}',
    sk: 'NOTICE',
    work: { pk: 'DUE#{lane}#{list}', sk: '{dueAt}#{noticeId}' },
    holds: 'one mail that must go out, once',
  },
  suppression: {
    table: 'main',
    pk: 'SUPPRESSION#{addressHash}',
    sk: 'SUPPRESSION',
    holds: 'an address (as keyed hash) that bounced, complained or wants no mail of this kind',
  },
  digest: {
    table: 'main',
    pk: 'CONTACT#{contactId}',
    sk: 'DIGEST#{period}',
    holds: 'that a person had the digest of a period planned',
  },
  consent: {
    table: 'main',
    pk: 'CONTACT#{contactId}',
    sk: 'CONSENT#{number}',
    holds: 'what a person allowed or took back: in which words and language, when, and how',
  },
  pair: {
    table: 'main',
    pk: 'PAIR#{pairId}',
    sk: 'PAIR',
    holds: 'a request and an offer that were told to somebody, with the contacts told',
  },
  introduction: {
    table: 'main',
    pk: 'INTRODUCTION#{introductionId}',
    sk: 'INTRODUCTION',
    lookup: { pk: 'INTRODUCTIONS#{shelf}', sk: '{since}#{introductionId}' },
    work: { pk: 'INTRODUCTIONS-DUE#{list}', sk: '{dueAt}#{introductionId}' },
    holds: 'two authorities who may talk to each other: where it stands, who wants it, what came of it',
  },
  entryIntroduction: {
    table: 'main',
    pk: 'ENTRY#{entryId}',
    sk: 'INTRODUCTION#{introductionId}',
    holds: 'that an entry is one of the two in an introduction (ids only)',
  },
  capacity: {
    table: 'main',
    pk: 'CAPACITY#{year}',
    sk: 'ENTRY#{entryId}',
    holds: 'how many peers an entry was introduced to as the one who helps, in a year',
  },
  round: {
    table: 'main',
    pk: 'ROUND#{roundId}',
    sk: 'ROUND',
    lookup: { pk: 'ROUNDS#{rounds}', sk: '{openedAt}#{roundId}' },
    holds: 'a matching of many requests to many offers at once: for which programme, how far it is',
  },
  roundPart: {
    table: 'main',
    pk: 'ROUND#{roundId}',
    sk: 'PART#{part}#{piece}',
    holds: 'a piece of what a round was matched from (frozen) or of what came of it',
  },
  call: {
    table: 'main',
    pk: 'CALL#{callId}',
    sk: 'CALL',
    lookup: { pk: 'CALLS#{state}', sk: '{until}#{callId}' },
    holds: 'an invitation under a programme: what it says, until when, where it stands',
  },
  callAnswer: {
    table: 'main',
    pk: 'ENTRY#{entryId}',
    sk: 'CALL#{callId}',
    lookup: { pk: 'CALL-ANSWERS#{callId}', sk: '{at}#{entryId}' },
    holds: 'that an entry takes part in a call (ids only)',
  },
  deskUser: {
    table: 'main',
    pk: 'DESK',
    sk: 'USER#{userId}',
    holds: 'who may sign in at the desk, by address, and as what',
  },
  audit: {
    table: 'main',
    pk: 'AUDIT#{month}',
    sk: '{at}#{auditId}',
    holds: 'what was done at the desk: who, what, when (ids only)',
  },
  programme: {
    table: 'main',
    pk: 'PROGRAMMES',
    sk: '{programmeId}',
    holds: 'the rules of a programme as the secretariat edited them; without it those that are shipped count',
  },
  programmeRevision: {
    table: 'main',
    pk: 'PROGRAMME#{programmeId}',
    sk: 'REVISION#{revision}',
    holds: 'the rules of a programme as they were after an edit',
  },
  manifest: {
    table: 'index',
    pk: 'MANIFEST',
    sk: 'MANIFEST',
    holds: 'which snapshot is current, its chunks and the heads it contains',
  },
  head: {
    table: 'index',
    pk: 'HEAD#{list}',
    sk: 'HEAD',
    holds: 'how many rows a delta list has; the next row gets the number after it',
  },
  delta: {
    table: 'index',
    pk: 'DELTA#{list}',
    sk: '{row}',
    holds: 'one change of an entry, as the search sees it',
  },
  chunk: {
    table: 'index',
    pk: 'CHUNK#{version}#{number}',
    sk: 'CHUNK',
    holds: "a part of a snapshot's bytes",
  },
} as const satisfies Record<string, ItemKeys>

export type ItemKind = keyof typeof items

/** The secondary indexes of the main table; both are sparse and project everything. */
export const indexes = {
  lookup: { pk: 'lookupPk', sk: 'lookupSk' },
  work: { pk: 'workPk', sk: 'workSk' },
} as const
export type IndexName = keyof typeof indexes

/** How many lists a growing set is spread over: delta lists, due notices, subscribers, entries. */
export const lists = 8

export type AccessPattern = {
  /**
   * The question's name, as the README lists it and as the title of an integration test says it. Where a store
   * method asks this and nothing else it mostly has the same name; some questions are one step of a method.
   */
  readonly name: string
  readonly feature: string
  readonly asks: string
  readonly item: ItemKind
  readonly by: 'key' | 'partition' | IndexName
  /** `request` paths answer people and never scan; `job` paths work through lists in the background. */
  readonly path: 'request' | 'stream' | 'job'
}

export const accessPatterns = [
  {
    name: 'submissionById',
    feature: 'survey',
    asks: 'the submission behind a confirmation link',
    item: 'submission',
    by: 'key',
    path: 'request',
  },
  {
    name: 'draftById',
    feature: 'survey',
    asks: 'the draft that a link goes on with',
    item: 'draft',
    by: 'key',
    path: 'request',
  },
  {
    name: 'answerOfKey',
    feature: 'survey',
    asks: 'what this idempotency key was answered',
    item: 'idempotency',
    by: 'key',
    path: 'request',
  },
  {
    name: 'tokenByHash',
    feature: 'survey',
    asks: 'what a mailed link may do',
    item: 'token',
    by: 'key',
    path: 'request',
  },
  {
    name: 'contactById',
    feature: 'survey',
    asks: 'the person behind a submission or notice',
    item: 'contact',
    by: 'key',
    path: 'request',
  },
  {
    name: 'contactsOfAddress',
    feature: 'survey',
    asks: 'the contacts with this mail address',
    item: 'contact',
    by: 'lookup',
    path: 'request',
  },
  {
    name: 'entryOfAuthority',
    feature: 'survey',
    asks: "this authority's entry, if it has one",
    item: 'authority',
    by: 'key',
    path: 'request',
  },
  {
    name: 'entryAtPlace',
    feature: 'survey',
    asks: "the entry of a place's authority, where its name is another",
    item: 'authorityAt',
    by: 'key',
    path: 'request',
  },
  {
    name: 'contactsOfEntry',
    feature: 'survey',
    asks: 'who stands behind an entry',
    item: 'entryContact',
    by: 'partition',
    path: 'request',
  },
  {
    name: 'actingById',
    feature: 'survey',
    asks: 'for whom answers were given, to object',
    item: 'acting',
    by: 'key',
    path: 'request',
  },
  {
    name: 'invitationsOn',
    feature: 'my',
    asks: 'who was asked to stand behind an entry',
    item: 'invitation',
    by: 'partition',
    path: 'request',
  },
  {
    name: 'actingsOn',
    feature: 'my',
    asks: 'for whom an entry was answered',
    item: 'acting',
    by: 'partition',
    path: 'request',
  },
  {
    name: 'claimById',
    feature: 'survey',
    asks: "a person's claim on an entry",
    item: 'claim',
    by: 'key',
    path: 'request',
  },
  {
    name: 'claimsOnEntry',
    feature: 'my',
    asks: 'who claims an entry',
    item: 'claim',
    by: 'partition',
    path: 'request',
  },
  {
    name: 'openClaims',
    feature: 'secretariat',
    asks: 'the claims that nobody has decided yet, oldest first, and how many',
    item: 'claim',
    by: 'lookup',
    path: 'request',
  },
  {
    name: 'claimsToExpire',
    feature: 'survey',
    asks: 'the claims whose time is over',
    item: 'claim',
    by: 'lookup',
    path: 'job',
  },
  {
    name: 'sessionByHash',
    feature: 'my',
    asks: 'whose session a cookie names',
    item: 'session',
    by: 'key',
    path: 'request',
  },
  {
    name: 'generationOf',
    feature: 'my',
    asks: 'whether somebody has signed out everywhere since',
    item: 'sessions',
    by: 'key',
    path: 'request',
  },
  {
    name: 'entriesOf',
    feature: 'my',
    asks: "a person's entries, all in one batch",
    item: 'entry',
    by: 'key',
    path: 'request',
  },
  {
    name: 'consentsOf',
    feature: 'my',
    asks: 'what a person allowed and took back, oldest first',
    item: 'consent',
    by: 'partition',
    path: 'request',
  },
  {
    name: 'wordsOfReturn',
    feature: 'my',
    asks: 'with which words an entry was returned to somebody',
    item: 'notice',
    by: 'key',
    path: 'request',
  },
  {
    name: 'entriesUntil',
    feature: 'my',
    asks: 'the entries whose year ends by a day',
    item: 'entry',
    by: 'work',
    path: 'job',
  },
  {
    name: 'deskUserById',
    feature: 'secretariat',
    asks: "a desk user's role, at each request",
    item: 'deskUser',
    by: 'key',
    path: 'request',
  },
  {
    name: 'deskUsers',
    feature: 'secretariat',
    asks: 'everybody who may or might sign in at the desk',
    item: 'deskUser',
    by: 'partition',
    path: 'request',
  },
  {
    name: 'entriesAwaitingReview',
    feature: 'secretariat',
    asks: 'what awaits review, oldest first, and how many',
    item: 'entry',
    by: 'lookup',
    path: 'request',
  },
  {
    name: 'auditOfMonth',
    feature: 'secretariat',
    asks: 'what was done at the desk in a month, newest first',
    item: 'audit',
    by: 'partition',
    path: 'request',
  },
  {
    name: 'roundById',
    feature: 'matchmaking',
    asks: 'a round, to show it or to work on it',
    item: 'round',
    by: 'key',
    path: 'request',
  },
  {
    name: 'rounds',
    feature: 'secretariat',
    asks: 'the rounds, newest first',
    item: 'round',
    by: 'lookup',
    path: 'request',
  },
  {
    name: 'partOfRound',
    feature: 'matchmaking',
    asks: 'what a round was matched from, or what came of it',
    item: 'roundPart',
    by: 'key',
    path: 'request',
  },
  {
    name: 'callById',
    feature: 'matchmaking',
    asks: 'a call, to show, answer or change it',
    item: 'call',
    by: 'key',
    path: 'request',
  },
  {
    name: 'callsIn',
    feature: 'matchmaking',
    asks: 'the calls in a state, those that end first before the others',
    item: 'call',
    by: 'lookup',
    path: 'request',
  },
  {
    name: 'answersOf',
    feature: 'matchmaking',
    asks: "which of somebody's entries take part in a call, all in one batch",
    item: 'callAnswer',
    by: 'key',
    path: 'request',
  },
  {
    name: 'takingPart',
    feature: 'secretariat',
    asks: 'everybody who takes part in a call, the first first',
    item: 'callAnswer',
    by: 'lookup',
    path: 'request',
  },
  {
    name: 'introductionById',
    feature: 'matchmaking',
    asks: 'where two authorities stand with each other',
    item: 'introduction',
    by: 'key',
    path: 'request',
  },
  {
    name: 'introductionsOf',
    feature: 'matchmaking',
    asks: 'the introductions of an entry: their ids, then all in one batch',
    item: 'entryIntroduction',
    by: 'partition',
    path: 'request',
  },
  {
    name: 'introductionsOn',
    feature: 'secretariat',
    asks: 'the introductions that stand somewhere, the longest there first, and how many',
    item: 'introduction',
    by: 'lookup',
    path: 'request',
  },
  {
    name: 'dueIntroductions',
    feature: 'matchmaking',
    asks: 'the introductions that the clock has something to do with, the longest due first',
    item: 'introduction',
    by: 'work',
    path: 'job',
  },
  {
    name: 'spentIn',
    feature: 'matchmaking',
    asks: 'whose capacity was spent in a year, and how much of it',
    item: 'capacity',
    by: 'partition',
    path: 'request',
  },
  {
    name: 'editedProgrammes',
    feature: 'programmes',
    asks: 'the programmes whose rules were edited, all of them (a dozen at most)',
    item: 'programme',
    by: 'partition',
    path: 'request',
  },
  { name: 'entryById', feature: 'register', asks: 'one entry', item: 'entry', by: 'key', path: 'request' },
  {
    name: 'currentSnapshot',
    feature: 'register',
    asks: 'the manifest and the eight heads, in one consistent batch',
    item: 'manifest',
    by: 'key',
    path: 'request',
  },
  {
    name: 'headOfList',
    feature: 'register',
    asks: "a delta list's head",
    item: 'head',
    by: 'key',
    path: 'request',
  },
  {
    name: 'deltaAfter',
    feature: 'register',
    asks: 'the changes past what has been seen',
    item: 'delta',
    by: 'partition',
    path: 'request',
  },
  {
    name: 'chunksOfSnapshot',
    feature: 'register',
    asks: 'chunks of a snapshot: its columns at a cold start, texts and places as they are needed',
    item: 'chunk',
    by: 'key',
    path: 'request',
  },
  {
    name: 'allEntries',
    feature: 'register',
    asks: 'every entry, to build the snapshot',
    item: 'entry',
    by: 'work',
    path: 'job',
  },
  {
    name: 'noticeById',
    feature: 'notices',
    asks: 'a notice to send or to settle',
    item: 'notice',
    by: 'key',
    path: 'stream',
  },
  {
    name: 'dueNotices',
    feature: 'notices',
    asks: 'the notices of a lane that are due, oldest first',
    item: 'notice',
    by: 'work',
    path: 'job',
  },
  {
    name: 'suppressionOf',
    feature: 'notices',
    asks: 'whether an address must not be written to',
    item: 'suppression',
    by: 'key',
    path: 'stream',
  },
  {
    name: 'subscribersOf',
    feature: 'digests',
    asks: 'who wants a weekly (monthly) digest',
    item: 'contact',
    by: 'work',
    path: 'job',
  },
  {
    name: 'digestOfPeriod',
    feature: 'digests',
    asks: 'whether a person had the digest of a period',
    item: 'digest',
    by: 'key',
    path: 'job',
  },
  {
    name: 'pairsTold',
    feature: 'digests',
    asks: 'which of these pairs were told to whom',
    item: 'pair',
    by: 'key',
    path: 'job',
  },
] as const satisfies readonly AccessPattern[]
