import { type HttpHandler, html, json } from '../../shared/http/request.ts'
import { pageContextOf } from '../../shared/pages/page.tsx'
import type { SiteSettings } from '../../shared/pages/site-settings.ts'
import { readRegisterParameters, registerQueryOf } from '../../shared/register/read-register-query.ts'
import type { RegisterReader } from '../../shared/register/register-index.ts'
import { searchView } from '../../shared/register/register-view.ts'
import { searchPage } from '../../shared/register/search-page.tsx'

/** `GET /register`: searches what everybody may see. */
export const searchRegister =
  ({ site, register }: { site: SiteSettings; register: RegisterReader }): HttpHandler =>
  async (request) => {
    const asked = readRegisterParameters(request.query)
    const index = await register.open()
    const context = pageContextOf(site, request)
    const found = searchView(index.search(registerQueryOf(asked), 'visitor'), asked, request.t, context.links)
    return request.wants === 'html' ? html(200, searchPage(context, asked, found)) : json(200, found)
  }
