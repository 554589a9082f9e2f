/** The blocks of `blocks.tsx`: notices, tags, facts, numbers, cards, results, facets, bars, tables. */
export const blocksStyle = `
.notice{border-inline-start:var(--u) solid var(--accent);background:var(--soft);padding:calc(2*var(--u)) calc(3*var(--u));margin-block:calc(3*var(--u));border-radius:2px}
.notice.good{border-color:var(--good)}
.notice.bad{border-color:var(--bad)}
.notice>:last-child{margin-block-end:0}
.notice :is(h2,h3){margin-block:0 var(--u);font-size:1.1875rem}
.tags{list-style:none;display:flex;flex-wrap:wrap;gap:var(--u);padding:0;margin-block:var(--u)}
.tag{display:inline-block;background:var(--mark);border-radius:var(--radius);padding:0 var(--u);font-size:1rem}
.cards{list-style:none;padding:0;display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,17rem),1fr));gap:calc(3*var(--u));max-inline-size:none}
.card{border-block-start:3px solid var(--accent);padding-block-start:calc(2*var(--u))}
.card>:is(h2,h3){margin-block:0 var(--u);font-size:1.1875rem}
.card>:last-child{margin-block-end:0}
.results{list-style:none;padding:0;margin-block:calc(3*var(--u))}
.results>li{border-block-start:1px solid var(--line);padding-block:calc(3*var(--u))}
.columns .results{margin-block-start:0}
.facts+.results>li:first-child{border-block-start:0;padding-block-start:0}
.results>li>:is(h2,h3){margin-block:0 calc(.5*var(--u));font-size:1.25rem}
.results>li>p:has(+.hint){margin-block-end:calc(.5*var(--u))}
.results>li>:last-child{margin-block-end:0}
:is(.results,.facts) mark{background:var(--mark);color:inherit}
.columns{display:grid;gap:0 calc(6*var(--u))}
.columns>*{min-inline-size:0;max-inline-size:var(--measure)}
@media (min-width:56rem){.columns{grid-template-columns:15rem minmax(0,1fr)}.columns>*{grid-area:1/2}.columns>.facets{grid-area:1/1}.to-facets{display:none}}
.facets :is(h2,h3){font-size:1rem;margin-block:calc(3*var(--u)) calc(.5*var(--u));padding-block-start:var(--u);border-block-start:1px solid var(--line);letter-spacing:0}
.facets section:first-child>:is(h2,h3){margin-block-start:0}
.facets ul{display:block}
.facets a{display:flex;justify-content:space-between;gap:var(--u);padding-block:calc(.5*var(--u));text-decoration:none;font-size:1rem}
.facets a:hover>span:first-child{text-decoration:underline}
.facets a>span:last-child{color:var(--muted);font-variant-numeric:tabular-nums}
.facets .narrower{padding-inline-start:calc(2*var(--u))}
.facets details{margin:0}
.facets summary{font-size:1rem;font-weight:400;padding-block:calc(.5*var(--u))}
.facets [aria-current]{font-weight:700;color:var(--ink);background:var(--mark);margin-inline:calc(-1*var(--u));padding-inline:var(--u);border-radius:var(--radius)}
.reasons{list-style:none;padding:0;margin-block:calc(2*var(--u))}
.reasons>li{padding-block:var(--u);border-block-start:1px solid var(--line)}
.reasons>li:first-child{border:0}
.bar{display:block;inline-size:100%;max-inline-size:24rem;block-size:var(--u);margin-block:calc(.5*var(--u));border-radius:2px}
.bar .track{fill:var(--line)}
.bar .filled{fill:var(--accent)}
[dir=rtl] .bar{transform:scaleX(-1)}
.curve{margin:0;max-inline-size:32rem}
.curve svg{display:block;inline-size:100%;block-size:auto;direction:ltr}
.curve .axes{fill:none;stroke:var(--line);stroke-width:2}
.curve .line{fill:none;stroke:var(--accent);stroke-width:2}
.curve circle{fill:var(--accent)}
.curve .shown{fill:var(--ink)}
.table{overflow-x:auto;margin-block:calc(3*var(--u));max-inline-size:100%}
table{border-collapse:collapse;inline-size:100%}
caption{text-align:start;font-weight:700;padding-block-end:var(--u)}
th,td{text-align:start;vertical-align:top;padding:var(--u) calc(2*var(--u)) var(--u) 0;border-block-end:1px solid var(--line)}
tbody th{font-weight:400}
thead th{font-size:1rem;color:var(--muted);vertical-align:bottom}
:is(th,td):dir(rtl){padding:var(--u) 0 var(--u) calc(2*var(--u))}
:is(th,td).number{text-align:end;font-variant-numeric:tabular-nums}
:is(th,td):last-child{padding-inline-end:0}
table.beside{table-layout:fixed;min-inline-size:19rem}
.beside thead th{font-weight:400;overflow-wrap:break-word}
.beside thead a{font-size:1.1875rem;font-weight:700}
.beside [scope=rowgroup]{font-size:1rem;color:var(--muted);border:0;padding-block-end:0}
.beside td{overflow-wrap:break-word}
@media (max-width:36rem){
  .deeds tr{display:block;padding-block:var(--u);border-block-end:1px solid var(--line)}
  .deeds :is(th,td){display:block;border:0;padding:0;overflow-wrap:anywhere}
  .deeds thead tr{display:flex;gap:0 calc(2*var(--u))}
}
.facts{display:grid;grid-template-columns:minmax(8rem,14rem) minmax(0,1fr)}
.facts dt{font-weight:700}
.facts dt{padding-inline-end:calc(3*var(--u))}
.facts dd{margin:0}
.facts dd>:last-child{margin-block-end:0}
.facts>:is(dt,dd){padding-block:var(--u);border-block-end:1px solid var(--line)}
@media (max-width:30rem){.facts{display:block}.facts dt{border:0;padding-block-end:0}.facts dd{padding-block-start:0}}
.numbers{display:flex;flex-wrap:wrap;gap:calc(2*var(--u)) calc(5*var(--u));margin-block:calc(4*var(--u))}
@media (max-width:36rem){.numbers{display:grid;grid-template-columns:1fr 1fr}}
.numbers>div{display:flex;flex-direction:column-reverse;justify-content:flex-end}
.numbers dd{margin:0;font-size:2.25rem;font-weight:700;line-height:1.2;letter-spacing:-.02em;font-variant-numeric:tabular-nums}
.numbers dt{color:var(--muted);font-size:1rem}
.pagination{margin-block:calc(4*var(--u))}
.columns~.hint{margin-block-start:calc(6*var(--u))}
.pagination ul{gap:calc(2*var(--u))}
`
