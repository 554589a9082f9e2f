/** Buttons, fields, choices, the summary of failures and the search box. */
export const formsStyle = `
.button,button{
  display:inline-block;font:inherit;font-weight:700;line-height:1.5;cursor:pointer;text-decoration:none;
  padding:calc(var(--u) - 1px) calc(3*var(--u));min-block-size:calc(6*var(--u));
  border:2px solid var(--accent);border-radius:var(--radius);background:var(--accent);color:var(--accent-ink)
}
:is(.button,button):hover{background:var(--accent-deep);border-color:var(--accent-deep);color:var(--accent-ink)}
:is(.button,button).quiet{background:none;color:var(--accent)}
:is(.button,button).quiet:hover{background:var(--mark);color:var(--accent-deep)}
.actions{display:flex;flex-wrap:wrap;gap:calc(2*var(--u)) calc(3*var(--u));align-items:center;margin-block:calc(4*var(--u))}
form+form{margin-block-start:calc(2*var(--u))}
.actions>form{margin:0}
form+:is(p,.hint):not(.actions){margin-block-start:calc(4*var(--u))}

.field{border:0;padding:0;margin:0 0 calc(4*var(--u));min-inline-size:0}
.field>label,legend{display:block;font-weight:700;padding:0;margin-block-end:calc(.5*var(--u))}
.field>.hint,.field>.failure{margin-block-end:var(--u)}
input,select,textarea{
  font:inherit;color:inherit;background:var(--paper);inline-size:100%;max-inline-size:100%;
  min-block-size:calc(6*var(--u));padding:calc(var(--u) - 1px) calc(1.5*var(--u));border:1px solid var(--edge);border-radius:var(--radius)
}
textarea{display:block;resize:vertical}
input.short{inline-size:12rem}
:is(input,select,textarea):hover{border-color:var(--ink)}
:is(input,select,textarea):focus-visible{outline-offset:0;border-color:var(--accent)}
.wrong{border-inline-start:4px solid var(--bad);padding-inline-start:calc(2*var(--u))}
.wrong :is(input:not([type=radio],[type=checkbox]),select,textarea){border-color:var(--bad);box-shadow:inset 0 0 0 1px var(--bad)}
.failure{color:var(--bad);font-weight:700}
.choice{display:grid;grid-template-columns:calc(3*var(--u)) 1fr;column-gap:calc(1.5*var(--u));align-items:start;padding-block:calc(.75*var(--u))}
.choice input{inline-size:calc(3*var(--u));block-size:calc(3*var(--u));min-block-size:0;margin:2px 0 0;accent-color:var(--accent)}
.choice .hint{grid-column:2;margin:0}
.choices-beside{columns:16rem;column-gap:calc(4*var(--u))}
.choices-beside .choice{break-inside:avoid}
fieldset.group{border:1px solid var(--line);border-radius:var(--radius-card);padding:calc(3*var(--u)) calc(2*var(--u)) 0;margin:0 0 calc(4*var(--u));min-inline-size:0}
fieldset.group>legend{font-size:1.1875rem;padding-inline:var(--u);margin-inline-start:calc(-1*var(--u))}
ol.steps{display:flex;flex-wrap:wrap;gap:var(--u) calc(3*var(--u));padding:0;margin-block:calc(2*var(--u)) calc(3*var(--u));list-style:none;counter-reset:step}
.steps li{counter-increment:step}
.steps li::before{content:counter(step) '. ';color:var(--muted)}
.steps [aria-current]{color:var(--ink);font-weight:700;text-decoration:none}
details{margin-block-end:calc(4*var(--u))}
summary{cursor:pointer;padding-block:var(--u);color:var(--accent);font-weight:700}
.summary{border:3px solid var(--bad);border-radius:var(--radius-card);padding:calc(2*var(--u)) calc(3*var(--u)) var(--u);margin-block:calc(4*var(--u))}
.summary h2{margin-block-start:0}
.summary a{color:var(--bad);font-weight:700}
.search{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:calc(.5*var(--u)) var(--u);margin-block:calc(3*var(--u))}
.search>div{display:contents}
.search label{grid-column:1/-1;font-weight:700;text-wrap:balance}
`
