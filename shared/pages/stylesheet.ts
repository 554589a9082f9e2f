/**
 * The whole style of the site, inlined into each page, so that the first page is one request. Every distance is
 * a multiple of 8 px (`--u`), every direction logical, so that Arabic needs no rules of its own; no colour
 * pair below 4.5 : 1 for text and 3 : 1 for borders of controls (WCAG 1.4.3, 1.4.11), light and dark.
 *
 * What features use: `.lead`, `.hint`, `.muted`; `.button` (one a page) and `.button.quiet`; `.field`,
 * `.choice`, `.summary` (form-fields.tsx); `.search`, `.notice`, `.tags`, `.facts`, `.numbers`, `.bar`,
 * `.pagination`, `.facets`, `.table` (blocks.tsx); `ul.cards > li.card` to choose from, `ol.results > li` for what was
 * found, `ul.reasons > li` for sentences with a bar, `.columns` for facets beside results on wide screens,
 * `.heard` for what only screen readers say, `.wide` for what may be wider than a line of text, `.short` for a field of a few characters.
 */
const source = `
:root{
  color-scheme:light dark;--u:.5rem;--measure:40rem;
  --ink:#16202b;--muted:#4a5766;--paper:#fff;--soft:#f1f4f7;--line:#c9d1d9;--edge:#66727f;
  --accent:#004f8b;--accent-ink:#fff;--bad:#a4001d;--good:#0b6136;--mark:#d7e7f5
}
@media (prefers-color-scheme:dark){:root{
  --ink:#e8edf2;--muted:#a9b5c1;--paper:#12171d;--soft:#1c242d;--line:#37424e;--edge:#8c99a6;
  --accent:#8ec5ff;--accent-ink:#0b1621;--bad:#ff9d9d;--good:#86d9a6;--mark:#1d3a55
}}
*,::before,::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-block-start:calc(3*var(--u))}
body{
  margin:0;background:var(--paper);color:var(--ink);font-size:1.125rem;line-height:1.56;
  font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans Arabic","Noto Sans Georgian","Noto Sans Armenian","Noto Naskh Arabic",Tahoma,sans-serif;
  overflow-wrap:break-word
}
[lang=ar]{line-height:1.78}
body>header,body>main,body>footer>div,.demonstration>p{max-inline-size:68rem;margin-inline:auto;padding-inline:calc(2*var(--u))}
a{color:var(--accent);text-underline-offset:.2em;text-decoration-thickness:1px}
a:hover{text-decoration-thickness:3px}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px;border-radius:2px}
h1,h2,h3{line-height:1.22;margin-block:calc(6*var(--u)) calc(2*var(--u));text-wrap:balance}
:is(h1,h2,h3):lang(ar){line-height:1.5}
h1{font-size:clamp(1.75rem,1.4rem + 1.6vw,2.5rem);margin-block-start:calc(5*var(--u))}
h2{font-size:1.5rem}
h3{font-size:1.1875rem;margin-block-start:calc(4*var(--u));margin-block-end:var(--u)}
p,ul,ol,dl,pre{margin-block:0 calc(2*var(--u))}
ul,ol{padding-inline-start:calc(3*var(--u))}
blockquote{margin:0 0 calc(2*var(--u));padding-inline-start:calc(2*var(--u));border-inline-start:3px solid var(--line)}
hr{border:0;border-block-start:1px solid var(--line);margin-block:calc(5*var(--u))}
[dir=auto]{unicode-bidi:plaintext;text-align:start}
.lead{font-size:1.25rem;margin-block-end:calc(4*var(--u))}
li+li{margin-block-start:calc(.5*var(--u))}
:is(nav,.tags,.cards,.results,.reasons,.facets) li{margin-block:0}
.muted,.hint,.optional{color:var(--muted)}
.optional{font-weight:400}
.heard{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;inset-inline-start:var(--u);inset-block-start:-10rem;padding:var(--u) calc(2*var(--u));background:var(--accent);color:var(--accent-ink);z-index:1}
.skip:focus{inset-block-start:var(--u)}

body{border-block-start:var(--u) solid var(--accent)}
body>header{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 calc(2*var(--u));padding-block:calc(2*var(--u))}
.site-name{font-size:1.25rem;font-weight:700;color:inherit;text-decoration:none;padding-block:var(--u)}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:0 calc(3*var(--u));margin:0;padding:0}
nav.main{order:1;flex-basis:100%;border-block-start:1px solid var(--line);margin-block-start:var(--u);padding-block-start:var(--u)}
nav.languages{margin-inline-start:auto}
nav a{display:inline-block;padding-block:calc(.5*var(--u))}
nav [aria-current]{color:var(--ink);font-weight:700;text-decoration:none;box-shadow:0 3px 0 -1px var(--accent)}
.demonstration{background:var(--mark)}
.demonstration>p{margin-block:0;padding-block:var(--u);font-size:1rem}
main{padding-block:0 calc(10*var(--u));min-block-size:50vh}
main>*{max-inline-size:var(--measure)}
main>:is(.wide,.columns){max-inline-size:none}
body>footer{border-block-start:1px solid var(--line);background:var(--soft);font-size:1rem}
body>footer>div{padding-block:calc(3*var(--u))}
body>footer p{max-inline-size:var(--measure);margin-block:var(--u) 0;color:var(--muted)}

.button,button{
  display:inline-block;font:inherit;font-weight:700;line-height:1.5;cursor:pointer;text-decoration:none;
  padding:var(--u) calc(3*var(--u));min-block-size:calc(6*var(--u));
  border:2px solid var(--accent);border-radius:4px;background:var(--accent);color:var(--accent-ink)
}
:is(.button,button):hover{text-decoration:underline;text-underline-offset:.2em;text-decoration-thickness:2px}
:is(.button,button).quiet{background:none;color:var(--accent)}
.actions{display:flex;flex-wrap:wrap;gap:calc(2*var(--u));align-items:center;margin-block:calc(4*var(--u))}

.field{border:0;padding:0;margin:0 0 calc(4*var(--u));min-inline-size:0}
.field>label,legend{display:block;font-weight:700;padding:0;margin-block-end:calc(.5*var(--u))}
.field>.hint,.field>.failure{margin-block-end:var(--u)}
input,select,textarea{
  font:inherit;color:inherit;background:var(--paper);inline-size:100%;max-inline-size:100%;
  min-block-size:calc(6*var(--u));padding:var(--u) calc(1.5*var(--u));border:1px solid var(--edge);border-radius:4px
}
textarea{display:block;resize:vertical}
input.short{inline-size:12rem}
:is(input,select,textarea):focus-visible{outline-offset:0;border-color:var(--accent)}
.wrong{border-inline-start:4px solid var(--bad);padding-inline-start:calc(2*var(--u))}
.wrong :is(input,select,textarea){border-color:var(--bad)}
.failure{color:var(--bad);font-weight:700}
.choice{display:grid;grid-template-columns:calc(3*var(--u)) 1fr;column-gap:calc(1.5*var(--u));align-items:start;padding-block:calc(.75*var(--u))}
.choice input{inline-size:calc(3*var(--u));block-size:calc(3*var(--u));min-block-size:0;margin:2px 0 0;accent-color:var(--accent)}
.choice .hint{grid-column:2;margin:0;font-size:1rem}
.choices-beside{columns:16rem;column-gap:calc(4*var(--u))}
.choices-beside .choice{break-inside:avoid}
fieldset.group{border:1px solid var(--line);border-radius:4px;padding:calc(3*var(--u)) calc(2*var(--u)) 0;margin:0 0 calc(4*var(--u));min-inline-size:0}
fieldset.group>legend{font-size:1.1875rem;padding-inline:var(--u);margin-inline-start:calc(-1*var(--u))}
details{margin-block-end:calc(4*var(--u))}
summary{cursor:pointer;padding-block:var(--u);color:var(--accent);font-weight:700}
.summary{border:4px solid var(--bad);border-radius:4px;padding:calc(2*var(--u)) calc(3*var(--u)) var(--u);margin-block:calc(4*var(--u))}
.summary h2{margin-block-start:0}
.summary a{color:var(--bad);font-weight:700}
.search{display:flex;flex-wrap:wrap;gap:var(--u);align-items:end;margin-block:calc(3*var(--u))}
.search>div{flex:1 1 16rem}
.search label{display:block;font-weight:700;margin-block-end:calc(.5*var(--u))}

.notice{border-inline-start:var(--u) solid var(--accent);background:var(--soft);padding:calc(2*var(--u)) calc(3*var(--u));margin-block:calc(3*var(--u))}
.notice.good{border-color:var(--good)}
.notice.bad{border-color:var(--bad)}
.notice>:last-child{margin-block-end:0}
.notice :is(h2,h3){margin-block:0 var(--u);font-size:1.1875rem}
.tags{list-style:none;display:flex;flex-wrap:wrap;gap:var(--u);padding:0;margin-block:var(--u)}
.tag{display:inline-block;background:var(--mark);border-radius:4px;padding:0 var(--u);font-size:1rem}
.cards{list-style:none;padding:0;display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,17rem),1fr));gap:calc(3*var(--u));max-inline-size:none}
.card{border-block-start:3px solid var(--accent);padding-block-start:calc(2*var(--u))}
.card>:is(h2,h3){margin-block:0 var(--u);font-size:1.1875rem}
.card>:last-child{margin-block-end:0}
.results{list-style:none;padding:0;margin-block:calc(3*var(--u))}
.results>li{border-block-start:1px solid var(--line);padding-block:calc(3*var(--u))}
.results>li>:is(h2,h3){margin-block:0 calc(.5*var(--u));font-size:1.1875rem}
.results>li>:last-child{margin-block-end:0}
.results mark{background:var(--mark);color:inherit}
.columns{display:grid;gap:0 calc(6*var(--u))}
.columns>*{min-inline-size:0;max-inline-size:var(--measure)}
@media (min-width:56rem){.columns{grid-template-columns:15rem minmax(0,1fr)}.columns>*{grid-area:1/2}.columns>.facets{grid-area:1/1}.to-facets{display:none}}
.facets h2,.facets h3{font-size:1.125rem;margin-block:calc(3*var(--u)) var(--u)}
.facets ul{display:block}
.facets a{display:flex;justify-content:space-between;gap:var(--u);padding-block:calc(.5*var(--u));text-decoration:none}
.facets a:hover>span:first-child{text-decoration:underline}
.facets a>span:last-child{color:var(--muted);font-variant-numeric:tabular-nums}
.facets [aria-current]{font-weight:700;box-shadow:none;color:var(--ink);background:var(--mark);margin-inline:calc(-1*var(--u));padding-inline:var(--u);border-radius:4px}
.reasons{list-style:none;padding:0;margin-block:calc(2*var(--u))}
.reasons>li{padding-block:var(--u);border-block-start:1px solid var(--line)}
.reasons>li:first-child{border:0}
.bar{display:block;inline-size:100%;max-inline-size:24rem;block-size:var(--u);margin-block:calc(.5*var(--u));border-radius:2px}
.bar .track{fill:var(--line)}
.bar .filled{fill:var(--accent)}
[dir=rtl] .bar{transform:scaleX(-1)}
.table{overflow-x:auto;margin-block:calc(3*var(--u));max-inline-size:100%}
table{border-collapse:collapse;inline-size:100%}
caption{text-align:start;font-weight:700;padding-block-end:var(--u)}
th,td{text-align:start;vertical-align:top;padding:var(--u) calc(2*var(--u)) var(--u) 0;border-block-end:1px solid var(--line)}
:is(th,td):dir(rtl){padding:var(--u) 0 var(--u) calc(2*var(--u))}
.number{text-align:end;font-variant-numeric:tabular-nums}
.facts{display:grid;grid-template-columns:minmax(8rem,14rem) minmax(0,1fr)}
.facts dt{font-weight:700}
.facts dt{padding-inline-end:calc(3*var(--u))}
.facts dd{margin:0}
.facts dd>:last-child{margin-block-end:0}
.facts>:is(dt,dd){padding-block:var(--u);border-block-end:1px solid var(--line)}
@media (max-width:30rem){.facts{display:block}.facts dt{border:0;padding-block-end:0}.facts dd{padding-block-start:0}}
.numbers{display:flex;flex-wrap:wrap;gap:calc(2*var(--u)) calc(6*var(--u));margin-block:calc(4*var(--u))}
.numbers>div{display:flex;flex-direction:column-reverse}
.numbers dd{margin:0;font-size:2.5rem;font-weight:700;line-height:1.2;font-variant-numeric:tabular-nums}
.numbers dt{color:var(--muted)}
.pagination{margin-block:calc(4*var(--u))}
.pagination ul{gap:calc(2*var(--u))}
code,pre{font-family:ui-monospace,"Cascadia Mono",Consolas,monospace;font-size:1rem;direction:ltr;unicode-bidi:isolate}
pre{overflow-x:auto;background:var(--soft);padding:calc(2*var(--u))}
@media (forced-colors:active){.bar .filled{fill:CanvasText}.bar .track{fill:GrayText}.wrong,.notice,.card{border-color:CanvasText}}
@media print{
  :root{color-scheme:light;--ink:#000;--muted:#333;--paper:#fff;--soft:#fff;--mark:#fff;--accent:#000}
  body{border:0;font-size:11pt}
  nav,.skip,.actions,.search,.facets,body>footer,button{display:none}
  .columns{display:block}
  .results>li,.card,tr{break-inside:avoid}
  main a[href^="http"]::after{content:" (" attr(href) ")";font-size:9pt;overflow-wrap:anywhere}
}`

/** As the page carries it and the content security policy names it by hash: without the indents. */
export const stylesheet = source.replace(/\n\s*/g, '')
