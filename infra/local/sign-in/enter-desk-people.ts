import { deskPeople } from './desk-people.ts'

/** Cookies of a browser that visits the site and the issuer: by origin, then by name. */
type Jar = Map<string, Map<string, string>>

const visited = async (jar: Jar, address: string, init: RequestInit = {}): Promise<Response> => {
  const { origin } = new URL(address)
  const own = jar.get(origin) ?? new Map<string, string>()
  jar.set(origin, own)
  const answer = await fetch(address, {
    ...init,
    redirect: 'manual',
    headers: { ...init.headers, cookie: [...own].map(([name, value]) => `${name}=${value}`).join('; ') },
  })
  for (const set of answer.headers.getSetCookie()) {
    const [pair = ''] = set.split(';')
    const at = pair.indexOf('=')
    own.set(pair.slice(0, at), pair.slice(at + 1))
  }
  return answer
}

/**
 * Signs one of the invented people in at the desk as their browser would: site, issuer, choice, back.
 *
 * @returns the cookie header of the session
 * @throws Error that names where the way ended
 */
export const signInAtDesk = async (siteUrl: string, email: string): Promise<string> => {
  const jar: Jar = new Map()
  let address = `${siteUrl}/secretariat/sign-in/start`
  for (let step = 0; step < 10; step++) {
    const answer = await visited(jar, address)
    const location = answer.headers.get('location')
    if (location !== null) address = new URL(location, address).href
    else if (new URL(address).pathname.startsWith('/choose/')) {
      const chosen = await visited(jar, address, {
        method: 'POST',
        body: new URLSearchParams({ who: email }),
      })
      address = new URL(chosen.headers.get('location') ?? '', address).href
    } else
      throw new Error(`signing in as ${email} ended with ${answer.status} at ${new URL(address).pathname}`)
    const session = jar.get(new URL(siteUrl).origin)?.get('__Host-desk')
    if (session) return `__Host-desk=${session}`
  }
  throw new Error(`signing in as ${email} did not end`)
}

/**
 * Gives the invented people their roles, as the stage's first administrator does it at the desk. Who is there already,
 * from an earlier run, keeps the role they have now.
 */
export const enterDeskPeople = async (siteUrl: string): Promise<void> => {
  const cookie = await signInAtDesk(siteUrl, deskPeople[0].email)
  const headers = {
    cookie,
    origin: siteUrl,
    accept: 'application/json',
    'content-type': 'application/json',
  }
  const address = `${siteUrl}/secretariat/users`
  const { users } = (await (await fetch(address, { headers })).json()) as { users: { address: string }[] }
  for (const { email, role } of deskPeople) {
    if (users.some((user) => user.address === email)) continue
    const answer = await fetch(address, { method: 'POST', headers, body: JSON.stringify({ email, role }) })
    if (!answer.ok) throw new Error(`${email} got no role: ${answer.status} ${await answer.text()}`)
  }
}
