// Shows a search's results while somebody types. Without it the form works as it is; whatever goes wrong here, the
// form still does. It asks for the very page that the form would lead to, so nothing can be told in two ways.
const input = document.getElementById('q')
const form = input?.form
const count = document.getElementById('count')
const waitsMs = 200
/** What the page has for the words at hand, besides the count: replaced together. */
const replaced = ['chosen', 'found']

let asking = new AbortController()
let timer
/** Whether the address at hand was made by the typing that goes on: then it is replaced, so that Back leads out of it. */
let typing = false

const addressOf = () => {
  const address = new URL(form.action)
  for (const [name, value] of new FormData(form)) if (value !== '') address.searchParams.append(name, value)
  return address.href
}

const after = (page) => {
  const notes = []
  for (let node = page.getElementById('found').nextSibling; node; node = node.nextSibling) notes.push(node)
  return notes
}

/** Puts the results of another address into the page; gives whether it did. */
const show = async (address) => {
  asking.abort()
  asking = new AbortController()
  const { signal } = asking
  try {
    const answer = await fetch(address, { signal, headers: { accept: 'text/html' } })
    if (!answer.ok) return false
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    if (signal.aborted || replaced.some((id) => !page.getElementById(id))) return false
    for (const id of replaced)
      document.getElementById(id).replaceChildren(...page.getElementById(id).childNodes)
    // What asterisks in the results stand for comes after them.
    for (const note of after(document)) note.remove()
    document.getElementById('found').after(...after(page))
    document.title = page.title
    // The addresses by which the page is named elsewhere on it: its other languages, its feed.
    for (const kind of ['link[rel]:not([rel=icon])', 'header a[hreflang]']) {
      const next = page.querySelectorAll(kind)
      document.querySelectorAll(kind).forEach((link, at) => {
        if (next[at]) link.setAttribute('href', next[at].getAttribute('href'))
      })
    }
    // A status is read out when its text changes; the same again is no news.
    const told = page.getElementById('count').textContent
    if (count.textContent !== told) count.textContent = told
    return true
  } catch (error) {
    if (error.name !== 'AbortError') console.warn('the results stay as they are', error)
    return false
  }
}

const ask = async () => {
  const address = addressOf()
  if (address === location.href) return asking.abort()
  if (!(await show(address))) return
  history[typing ? 'replaceState' : 'pushState'](null, '', address)
  typing = true
}

if (form && count) {
  input.addEventListener('input', (event) => {
    clearTimeout(timer)
    // Whoever composes a letter of several strokes has not written it yet.
    if (!event.isComposing) timer = setTimeout(ask, waitsMs)
  })
  input.addEventListener('compositionend', () => {
    clearTimeout(timer)
    timer = setTimeout(ask, waitsMs)
  })
  input.addEventListener('blur', () => {
    typing = false
  })
  addEventListener('popstate', async () => {
    clearTimeout(timer)
    typing = false
    const { href, searchParams } = new URL(location.href)
    input.value = searchParams.get('q') ?? ''
    if (!(await show(href)) && location.href === href) location.reload()
  })
}
