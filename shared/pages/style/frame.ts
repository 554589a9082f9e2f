/** What stands around the content: header, navigation, language choice, footer. */
export const frameStyle = `
.skip{position:absolute;inset-inline-start:var(--u);inset-block-start:-10rem;padding:var(--u) calc(2*var(--u));background:var(--accent);color:var(--accent-ink);z-index:2}
.skip:focus{inset-block-start:var(--u);color:var(--accent-ink)}
.demonstration{background:var(--mark);padding:calc(.5*var(--u)) var(--gutter);font-size:1rem}
.demonstration p{margin:0}
.top{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:var(--u) calc(4*var(--u));padding:calc(2*var(--u)) var(--gutter)}
.site-name{display:inline-flex;align-items:center;gap:var(--u);font-size:1.375rem;font-weight:700;letter-spacing:-.01em;line-height:1.3;color:inherit;text-decoration:none}
.site-name:hover{color:inherit;text-decoration:underline;text-decoration-thickness:2px}
.site-name svg{inline-size:2.5rem;block-size:2.5rem;flex:none}
.site-name img{block-size:3rem;inline-size:auto;max-inline-size:100%;object-fit:contain;border-radius:var(--radius)}
@media (prefers-color-scheme:dark){.site-name img{background:#fff;padding:calc(.5*var(--u)) var(--u)}}
.site-name .one{fill:var(--accent)}
.site-name .other{fill:none;stroke:var(--accent);stroke-width:3;opacity:.6}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:0 calc(3*var(--u));margin:0;padding:0}
nav a{display:inline-block;padding-block:calc(.5*var(--u))}
nav [aria-current]{color:var(--ink);font-weight:700;text-decoration:none}
nav.within{padding-block-start:calc(3*var(--u))}
nav.main{background:var(--nav);border-block-end:1px solid var(--line);padding-inline:var(--gutter)}
nav.main ul{gap:0 calc(.5*var(--u));margin-inline:calc(-1.5*var(--u))}
nav.main a{color:var(--nav-ink);text-decoration:none;padding:calc(1.25*var(--u)) calc(1.5*var(--u));border-block-end:4px solid transparent}
nav.main a:hover{text-decoration:underline;text-decoration-thickness:2px}
nav.main a:focus-visible{outline-color:var(--nav-ink);outline-offset:-4px}
nav.main [aria-current]{background:var(--nav-here);color:var(--nav-here-ink);border-color:var(--nav-line)}
@media (max-width:36rem){
  .demonstration{font-size:.875rem;line-height:1.4}
  .top{gap:0 calc(2*var(--u));padding-block:var(--u) calc(.5*var(--u))}
  .site-name{font-size:1.25rem}
  .site-name svg{inline-size:2rem;block-size:2rem}
  .site-name img{block-size:2.5rem}
  .languages,nav.main{font-size:1rem;line-height:1.5}
  .languages a{padding-block:calc(.25*var(--u))}
  nav.main ul{gap:0;margin-inline:calc(-1.25*var(--u))}
  nav.main a{padding:calc(.5*var(--u)) calc(1.25*var(--u));border-block-end-width:3px}
}
.languages{position:relative;font-size:1rem}
.languages [aria-current]{box-shadow:0 2px 0 var(--accent)}
.languages ul{gap:0 calc(2*var(--u))}
.languages details{margin:0}
.languages summary{padding-block:calc(.5*var(--u))}
.languages details ul{
  position:absolute;inset-inline-end:0;z-index:1;display:block;columns:2;inline-size:min(26rem,calc(100vw - 4*var(--u)));max-block-size:70vh;overflow:auto;
  padding:calc(2*var(--u));background:var(--paper);border:1px solid var(--edge);border-radius:var(--radius-card);box-shadow:0 8px 24px #0003
}
.languages details a{display:block}
@media (max-width:40rem){.languages:has(details){position:static}.languages details ul{inset-inline:calc(2*var(--u));inline-size:auto}}
main{flex:1;padding:0 var(--gutter) calc(10*var(--u))}
main>*{max-inline-size:var(--measure)}
main>:is(.wide,.columns,.within,:has(>.columns)){max-inline-size:none}
main>:has(>.columns)>:not(.columns){max-inline-size:var(--measure)}
body>footer{border-block-start:1px solid var(--line);background:var(--soft);font-size:1rem;padding:calc(4*var(--u)) var(--gutter) calc(5*var(--u))}
body>footer p{max-inline-size:var(--measure);margin-block:calc(1.5*var(--u)) 0;color:var(--muted)}
`
