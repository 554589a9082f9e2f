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
