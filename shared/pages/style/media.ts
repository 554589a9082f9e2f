/** For readers who choose their own colours, and for paper. Last, since it overrules. */
export const mediaStyle = `
@media (forced-colors:active){
  .bar .filled{fill:CanvasText}.bar .track{fill:GrayText}
  .wrong,.notice,.card{border-color:CanvasText}
  nav.main a{border-color:Canvas}nav.main [aria-current]{border-color:LinkText}
  .map .land{fill:Canvas;stroke:GrayText}.map circle{fill:LinkText;stroke:Canvas}
}
@media print{
  :root{color-scheme:light;--ink:#000;--muted:#333;--paper:#fff;--soft:#fff;--mark:#fff;--accent:#000;--accent-deep:#000;--line:#999}
  html{font-size:81.25%}
  details::details-content{content-visibility:visible;block-size:auto}
  summary{display:none}
  nav,.skip,.actions,.search,.facets,.to-facets,.pick,button{display:none}
  .top,main,body>footer,.demonstration{padding-inline:0}
  main{padding-block-end:0}
  main>*,.columns>*{max-inline-size:none}
  .columns{display:block}
  .hero{box-shadow:none;clip-path:none}
  .map{max-inline-size:26rem}
  .map .land{fill:#ddd}
  .sides{grid-template-columns:1fr 1fr}
  .sides details thead{display:none}
  .results>li,.card,tr,.beside tbody,figure{break-inside:avoid}
  h2,h3{break-after:avoid}
  main a[href^="http"]::after{content:" (" attr(href) ")";font-size:9pt;overflow-wrap:anywhere}
  main :is(h1,h2,h3,th,td,dd,svg) a[href^="http"]::after{content:none}
}
`
