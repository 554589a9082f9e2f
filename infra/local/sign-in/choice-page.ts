import { deskPeople } from './desk-people.ts'

/** The local issuer's page: which of the invented people one is. No password, since nobody here is real. */
export const choicePage = (interaction: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Who are you?</title>
<style>
body{margin:0 auto;max-width:36rem;padding:2rem 1rem;font:1.125rem/1.56 system-ui,sans-serif;color:#16202b}
button{display:block;width:100%;margin:0 0 1rem;padding:1rem;font:inherit;text-align:start;border:2px solid #004f8b;border-radius:4px;background:#fff;color:#004f8b;cursor:pointer}
button:hover{background:#f1f4f7}
</style>
</head>
<body>
<main>
<h1>Who are you?</h1>
<p>This page stands in for your organisation's sign-in while everything runs on one machine. These people are invented: choose one.</p>
<form method="post" action="/choose/${interaction}">
${deskPeople
  .map(
    ({ name, email, role }) =>
      `<button type="submit" name="who" value="${email}"><strong>${name}</strong>, ${role}<br>${email}</button>`,
  )
  .join('\n')}
</form>
</main>
</body>
</html>
`
