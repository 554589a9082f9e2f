// Runs beside the page: looks for the number that makes the hash asked for (ALTCHA's proof of work, version 1).
const encoder = new TextEncoder()
const hexOf = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')

addEventListener('message', async ({ data: { challenge, salt, maxnumber } }) => {
  for (let number = 0; number <= maxnumber; number++) {
    const hash = await crypto.subtle.digest('SHA-256', encoder.encode(salt + number))
    if (hexOf(hash) === challenge) return postMessage(number)
  }
})
