/** Letters, headings, links and what every element begins with. */
export const typeStyle = `
*,::before,::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-block-start:calc(3*var(--u))}
body{margin:0;min-block-size:100vh;display:flex;flex-direction:column;background:var(--paper);color:var(--ink);font-family:var(--font);font-size:1.125rem;line-height:1.5556;overflow-wrap:break-word}
[lang=ar]{line-height:1.8}
a{color:var(--accent);text-underline-offset:.2em;text-decoration-thickness:1px}
a:hover{color:var(--accent-deep);text-decoration-thickness:2px}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px;border-radius:2px}
h1,h2,h3{line-height:1.22;margin-block:calc(6*var(--u)) calc(2*var(--u));letter-spacing:-.012em;text-wrap:balance}
:is(h1,h2,h3):lang(ar){line-height:1.5;letter-spacing:0}
h1{font-size:var(--h1);margin-block-start:calc(5*var(--u))}
h2{font-size:var(--h2)}
h3{font-size:1.1875rem;margin-block-start:calc(4*var(--u));margin-block-end:var(--u);letter-spacing:0}
p,ul,ol,dl,pre{margin-block:0 calc(2*var(--u))}
ul,ol{padding-inline-start:calc(3*var(--u))}
li::marker{color:var(--muted)}
blockquote{margin:0 0 calc(2*var(--u));padding-inline-start:calc(2*var(--u));border-inline-start:3px solid var(--line)}
hr{border:0;border-block-start:1px solid var(--line);margin-block:calc(5*var(--u))}
[dir=auto]{unicode-bidi:plaintext;text-align:start}
.lead{font-size:var(--lead);line-height:1.5;margin-block-end:calc(4*var(--u))}
.lead+:is(.hint,.muted){margin-block-start:calc(-2*var(--u))}
nav+.lead{margin-block-start:calc(2*var(--u))}
.lead:lang(ar){line-height:1.75}
li+li{margin-block-start:calc(.5*var(--u))}
:is(nav,.tags,.cards,.results,.reasons,.facets) li{margin-block:0}
.muted,.hint,.optional{color:var(--muted)}
.hint{font-size:1rem}
[dir=auto]:has(+.hint){margin-block-end:calc(.5*var(--u))}
.optional{font-weight:400}
.heard{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
code,pre{font-family:ui-monospace,"Cascadia Mono",Consolas,monospace;font-size:1rem;direction:ltr;unicode-bidi:isolate}
pre{overflow-x:auto;background:var(--soft);padding:calc(2*var(--u))}
`
