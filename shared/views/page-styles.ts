import { BANDS, CHART, stylesheet } from './base-styles.ts';

const RULES = `
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
header,main,footer{max-width:44rem;margin-inline:auto;padding-inline:1rem}
header{padding-block:1.25rem .75rem;font-weight:600;color:var(--quiet)}
.logo{display:block;max-width:100%;max-height:3rem;padding:.25rem;border-radius:.25rem;background:#fff;object-fit:contain}
.unseen{position:absolute;width:1px;height:1px;margin:0;overflow:hidden;clip-path:inset(50%)}
footer{padding-block:1rem 2rem;font-size:.875rem;color:var(--quiet)}
.card{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:1.25rem}
h1{margin:0 0 .75rem;font-size:1.5rem;line-height:1.25;text-wrap:balance}
h2{margin:1.75rem 0 .5rem;font-size:1.0625rem;line-height:1.35}
h3{margin:1rem 0 .25rem;font-size:.9375rem}
li{margin:.375rem 0}
code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.9375em}
pre{margin:.5rem 0}
.copy{padding:.625rem .75rem;border:1px solid var(--line);border-radius:.375rem;background:var(--ground);white-space:pre-wrap;user-select:all}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px;border-radius:.25rem}
.facts{margin:1.25rem 0;border-top:1px solid var(--line)}
.facts>div{padding:.625rem 0;border-bottom:1px solid var(--line)}
.facts dt{color:var(--quiet);font-size:.875rem}
.facts dd{margin:0}
.facts dd+dd{margin-top:.25rem;font-size:.9375rem}
.callout{margin:1.25rem 0;padding:.75rem 1rem;border:1px solid;border-inline-start-width:.375rem;border-radius:.375rem}
.callout p{margin:.25rem 0}
.callout p:first-child:not(:last-child){font-weight:600}
${BANDS}
.entry{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem 1rem;margin:.75rem 0}
.entry code{font-size:2rem;line-height:1.2;font-weight:600;user-select:all}
.button[hidden]{display:none}
.quote{margin:1.25rem 0}
.quote figcaption{color:var(--quiet);font-size:.875rem}
blockquote{padding-inline-start:1rem;border-inline-start:.25rem solid var(--line);white-space:pre-line}
.timeline{padding:0;list-style:none}
.timeline time{display:block;color:var(--quiet);font-size:.875rem}
form{display:flex;flex-wrap:wrap;gap:.75rem;margin:1.5rem 0 .75rem}
fieldset{flex:1 1 100%;min-width:0;margin:0;padding:.25rem 1rem .5rem;border:1px solid var(--line);border-radius:.375rem}
legend{padding-inline:.375rem;margin-inline-start:-.375rem;font-weight:600}
.choice{display:grid;grid-template-columns:1.25rem 1fr;column-gap:.75rem;margin:0;padding-block:.625rem;cursor:pointer}
.choice+.choice,.choice+.within,.within+.choice{border-top:1px solid var(--line)}
.choice input{width:1.25rem;height:1.25rem;margin:.125rem 0 0;accent-color:var(--accent)}
.settled{cursor:auto;font-weight:600}
.hint{display:block;margin-top:.25rem;color:var(--quiet);font-size:.875rem;font-weight:400}
.help{color:var(--quiet);font-size:.9375rem}
.within{padding-inline-start:2rem}
.button{display:inline-block;min-height:2.75rem;padding:.625rem 1.5rem;border:1px solid var(--edge);border-radius:.375rem;background:var(--card);color:var(--ink);font:inherit;font-weight:600;text-align:center;text-decoration:none;cursor:pointer}
.button:hover{border-color:var(--ink)}
.primary{border-color:var(--accent);background:var(--accent);color:var(--onAccent)}
.primary:hover{border-color:var(--ink);text-decoration:underline}
.aside{color:var(--quiet);font-size:.875rem}
table{width:100%;margin:1rem 0;border-collapse:collapse;font-size:.9375rem}
th,td{overflow-wrap:break-word}
td code,th bdi,td bdi{overflow-wrap:anywhere}
thead th{color:var(--quiet);font-size:.875rem}
th:first-child{width:8rem}
.number{text-align:end;font-variant-numeric:tabular-nums}
.chart{margin:1rem 0}
${CHART}
@media (min-width:36rem){
header,main,footer{padding-inline:1.5rem}
.card{padding:2rem}
h1{font-size:1.75rem}
.facts>div{display:grid;grid-template-columns:9rem 1fr;column-gap:1rem}
.facts dt{font-size:1rem}
.facts dd{grid-column:2}
}
@media (max-width:35.99rem){
form .button{flex:1 1 100%}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
tr,tbody th{display:block;width:auto}
tbody tr{padding-block:.5rem;border-bottom:1px solid var(--line)}
tbody th,td{padding:.125rem 0;border:0}
tbody th{font-weight:600}
td{display:flex;justify-content:space-between;gap:1rem;text-align:end}
td::before{content:attr(data-name);flex:none;color:var(--quiet);text-align:start}
}
@media (forced-colors:active){.primary{border-width:3px}}
@media print{
body{background:none}
form .button{display:none}
.card{border:0;padding:0}
h1,h2,h3{break-after:avoid}
.facts>div,.callout,li,tr{break-inside:avoid}
details::details-content{content-visibility:visible;block-size:auto}
}
`;

/** The one stylesheet of all pages. It stands in the page, so that a page is one request. */
export const pageStyles = stylesheet(RULES);
