import { Stack, type StackProps } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import type { Parts } from './constructs/feature-function.ts'
import { PublicApi } from './constructs/public-api.ts'
import { deployDigests } from './features/digests.ts'
import { deployMatchmaking } from './features/matchmaking.ts'
import { deployMy } from './features/my.ts'
import { deployNotices } from './features/notices.ts'
import { deployProgrammes } from './features/programmes.ts'
import { deployRegister } from './features/register.ts'
import { deploySecretariat } from './features/secretariat.ts'
import { deploySite } from './features/site.ts'
import { deploySurvey } from './features/survey.ts'

/** Everything without state: the API and each feature's functions. It may be deleted and made again. */
export class ServiceStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps & { readonly parts: Parts }) {
    super(scope, id, props)
    const api = new PublicApi(this, 'Api', props.parts.settings)
    deploySurvey(this, props.parts, api)
    deployRegister(this, props.parts, api)
    deployMatchmaking(this, props.parts, api)
    deployProgrammes(this, props.parts, api)
    deployNotices(this, props.parts)
    deployDigests(this, props.parts, api)
    deployMy(this, props.parts, api)
    deploySecretariat(this, props.parts, api)
    deploySite(this, props.parts, api)
  }
}
