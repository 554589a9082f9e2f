/**
 * The home page's opening, the map, and tables of numbers with their charts: on a phone a long name there has the whole
 * line, its figures stand below it.
 */
export const homeStyle = `
.hero{display:flow-root;background:var(--soft);box-shadow:0 0 0 100vmax var(--soft);clip-path:inset(0 -100vmax);padding-block-end:calc(4*var(--u))}
.hero>div{max-inline-size:var(--measure)}
.map{margin:0}
.map svg{display:block;inline-size:100%;block-size:auto;direction:ltr}
.map .land{fill:var(--land)}
.map circle{fill:var(--accent);fill-opacity:.82;stroke:var(--soft);stroke-width:1.5}
.map a:hover circle{fill:var(--accent-deep);fill-opacity:1}
figcaption{font-size:1rem;color:var(--muted)}
.sides{display:grid;grid-template-columns:minmax(0,1fr);gap:0 calc(8*var(--u))}
.sides h3{margin-block-start:var(--u)}
.sides .table{margin-block:0 var(--u)}
.sides :is(th,td):not(:first-child){inline-size:20%}
.figures{table-layout:fixed;font-variant-numeric:tabular-nums}
.figures td:only-of-type{inline-size:65%}
.figures .bar{max-inline-size:20rem;margin-block:0 calc(.5*var(--u))}
.figures .track{fill:none}
@media (max-width:36rem){
  .figures tr{display:grid;grid-template-columns:repeat(auto-fit,minmax(7rem,1fr));border-block-end:1px solid var(--line)}
  .figures :is(th,td){border:0;padding-block:0 var(--u)}
  .figures th:first-child{grid-column:1/-1;padding-block:var(--u) 0}
}
@media (min-width:36rem){.hero .numbers{display:grid;grid-template-columns:repeat(4,auto);gap:calc(3*var(--u))}}
@media (min-width:60rem){
  .hero{display:grid;grid-template-columns:minmax(0,6fr) minmax(0,7fr);gap:calc(4*var(--u));align-items:center;padding-block-end:calc(3*var(--u))}
  .sides{grid-template-columns:repeat(auto-fit,minmax(24rem,1fr))}
}
`
