import { linksOf } from '../../shared/http/links.ts'
import { type HttpHandler, html, json } from '../../shared/http/request.ts'
import { pageContextOf } from '../../shared/pages/page.tsx'
import { homePage } from '../../shared/site/home-page.tsx'
import { onceAVersion, registerNumbers } from '../../shared/site/register-numbers.ts'
import type { SiteParts } from './site-parts.ts'

/** `GET /`: what this is, and the register in numbers, counted once a version of the register. */
export const showHome = ({ site, register }: Pick<SiteParts, 'site' | 'register'>): HttpHandler => {
  const numbersOf = onceAVersion(registerNumbers)
  return async (request) => {
    const numbers = await numbersOf(await register.open())
    const { to } = linksOf(site.siteUrl)
    return request.wants === 'html'
      ? html(200, homePage(pageContextOf(site, request), numbers))
      : json(200, {
          name: site.name,
          numbers,
          links: {
            survey: to('/survey'),
            register: to('/register'),
            matchmaking: to('/matchmaking'),
            programmes: to('/programmes'),
            vocabulary: to('/vocabulary'),
            openapi: to('/openapi.json'),
          },
        })
  }
}
