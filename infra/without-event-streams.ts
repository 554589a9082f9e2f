/**
 * Stands in the bundles for `@smithy/core/event-streams`, which the SDK's base protocol imports when a call streams
 * events; DynamoDB, SES and Secrets Manager have no such call. One import that may come later makes esbuild wrap all
 * that both sides share, half of the SDK, in functions of their own: the source is then read twice at each start.
 */
const unused = (): never => {
  throw new Error('event streams are left out of the bundles: infra/without-event-streams.ts')
}

export class EventStreamSerde {
  constructor() {
    unused()
  }
}
export const eventStreamSerdeProvider = unused
