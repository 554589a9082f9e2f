// What the survey's first page does beyond a form. Everything works without it.
const proof = document.querySelector('input[name=proof]')

// The browser proves, while somebody types, that it took some trouble: so the form can be sent at any speed.
if (proof && window.Worker && window.crypto?.subtle) {
  const challenge = JSON.parse(proof.dataset.challenge)
  const worker = new Worker(proof.dataset.worker)
  worker.onmessage = ({ data: number }) => {
    proof.value = btoa(JSON.stringify({ ...challenge, number }))
    worker.terminate()
  }
  worker.postMessage(challenge)
}

// Places that may be meant, while somebody types the authority's name: to choose one gives its number of inhabitants.
const list = document.querySelector('[data-places]')
const field = (name) => document.querySelector(`[name="authority.${name}"]`)

const element = (tag, properties, ...children) => {
  const made = Object.assign(document.createElement(tag), properties)
  made.append(...children)
  return made
}

if (list) {
  const [name, country] = [field('name'), field('country')]
  const { lang } = document.documentElement
  const count = new Intl.NumberFormat(lang)
  let [turn, wait] = [0, 0]

  const choice = (id, value, label, chosen) =>
    element(
      'div',
      { className: 'choice' },
      element('input', { type: 'radio', name: 'authority.place', id, value, checked: value === chosen }),
      element('label', { htmlFor: id }, label),
    )
  const show = (places) => {
    const chosen = document.querySelector('[name="authority.place"]:checked')?.value
    const labelOf = ({ name, countryLabel, population }) =>
      [
        name,
        ...(country.value ? [] : [countryLabel]),
        ...(population ? [count.format(population)] : []),
      ].join(' · ')
    list.replaceChildren(
      ...(places.length === 0
        ? []
        : [
            element(
              'fieldset',
              { className: 'field' },
              element('legend', {}, list.dataset.legend),
              element('p', { className: 'hint' }, list.dataset.hint),
              ...places.map((place, n) => choice(`place-${n}`, place.code, labelOf(place), chosen)),
              choice('place-none', '', list.dataset.none, chosen),
            ),
          ]),
    )
    for (const [n, place] of places.entries())
      document.getElementById(`place-${n}`).addEventListener('change', () => {
        country.value = place.country
      })
  }
  const look = async () => {
    const mine = ++turn
    const q = name.value.trim()
    if (q.length < 3 || q.length > 100) return show([])
    const query = new URLSearchParams({ q, lang, ...(country.value && { country: country.value }) })
    const answer = await fetch(`${list.dataset.places}?${query}`, {
      headers: { accept: 'application/json' },
    }).catch(() => undefined)
    // Only the answer to what was typed last counts; without one, nothing changes.
    if (mine !== turn || !answer?.ok) return
    const { places } = await answer.json()
    show(places.slice(0, 6))
  }
  const soon = () => {
    clearTimeout(wait)
    wait = setTimeout(look, 300)
  }
  name.addEventListener('input', soon)
  country.addEventListener('change', soon)
}
