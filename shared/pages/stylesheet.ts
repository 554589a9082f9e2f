/** The whole style of the site, inlined into each page. */
export const stylesheet = `
:root { color-scheme: light dark; --ink: #1c2430; --paper: #fff; --accent: #00518f; --soft: #eef2f6; --line: #b9c4d0; --bad: #a4001d }
@media (prefers-color-scheme: dark) { :root { --ink: #e8edf2; --paper: #12171d; --accent: #8ec5ff; --soft: #1d252e; --line: #46525f; --bad: #ff9a9a } }
`
