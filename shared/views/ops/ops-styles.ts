import { BANDS, CHART, stylesheet } from '../base-styles.ts';

/** Pages that people work in all day: wide, close, and a list of cards where there is little room. */
const RULES = `
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
.skip{position:absolute;inset-inline-start:-100vw}
.skip:focus{inset-inline-start:.5rem;top:.5rem;z-index:1;padding:.75rem 1rem;background:var(--card)}
header{background:var(--card);border-bottom:1px solid var(--line)}
.bar,main,footer{max-width:84rem;margin-inline:auto;padding-inline:1rem}
.bar{display:flex;flex-wrap:wrap;align-items:center;gap:.25rem 1.5rem;padding-block:.75rem .25rem}
.bar p{margin:0}
.brand{margin-inline-end:auto!important;font-weight:700}
.logo{display:block;max-width:100%;max-height:2.25rem;padding:.25rem;border-radius:.25rem;background:#fff;object-fit:contain}
.who{color:var(--quiet);font-size:.875rem}
.menu{padding-block:0}
.menu ul{display:flex;flex-wrap:wrap;gap:0 .25rem;margin:0 -.75rem;padding:0;list-style:none}
.menu a{display:block;padding:.5rem .75rem .375rem;border-bottom:.1875rem solid transparent;color:var(--ink);text-decoration:none}
.menu a:hover{text-decoration:underline}
.menu a[aria-current]{border-color:var(--accent);font-weight:600}
main{padding-block:1.5rem 2rem}
footer{padding-block:0 2rem;color:var(--quiet);font-size:.875rem}
h1{margin:0;font-size:1.625rem;line-height:1.25;text-wrap:balance}
h2{margin:0 0 .5rem;font-size:1.125rem;line-height:1.35}
h3{margin:1rem 0 .25rem;font-size:1rem}
li{margin:.25rem 0}
pre{margin:.5rem 0;padding:.75rem;border:1px solid var(--line);border-radius:.375rem;background:var(--ground);white-space:pre-wrap}
code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.875em}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:.25rem}
.quiet,.hint{color:var(--quiet);font-size:.875rem}
.head{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:.5rem 1.5rem;margin-bottom:1rem}
.head p{margin:.125rem 0 0}
.actions{display:flex;flex-wrap:wrap;gap:.5rem}
main>.actions{margin-bottom:1.25rem}
.card{margin:0 0 1.25rem;padding:1rem;background:var(--card);border:1px solid var(--line);border-radius:.5rem}
.card>:first-child{margin-top:0}
.card>:last-child{margin-bottom:0}
.flash{margin:0 0 1rem;padding:.75rem 1rem;border:1px solid;border-inline-start-width:.375rem;border-radius:.375rem}
.flash p{margin:.125rem 0}
${BANDS}
.badge{display:inline-block;padding:0 .5rem;border:1px solid;border-radius:1rem;font-size:.875rem;white-space:nowrap}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,8.5rem),1fr));gap:.75rem;margin:0 0 1.25rem}
.tiles>div{padding:.75rem 1rem;background:var(--card);border:1px solid var(--line);border-radius:.5rem}
.tiles dt{color:var(--quiet);font-size:.875rem}
.tiles dd{margin:0}
.tiles dd:nth-of-type(1){font-size:clamp(1.25rem,6.5vw,1.75rem);overflow-wrap:normal;font-weight:600;line-height:1.25;font-variant-numeric:tabular-nums}
.tiles dd+dd{color:var(--quiet);font-size:.875rem}
.facts{margin:0}
.facts>div{padding:.375rem 0;border-bottom:1px solid var(--line)}
.facts>div:last-child{border-bottom:0}
.facts dt{color:var(--quiet);font-size:.875rem}
.facts dd{margin:0}
blockquote{margin-inline:0;padding-inline-start:1rem;border-inline-start:.25rem solid var(--line)}
.timeline{padding:0;list-style:none}
.timeline li{padding-block:.5rem;border-bottom:1px solid var(--line)}
.timeline li:last-child{border-bottom:0}
.timeline time{display:block;color:var(--quiet);font-size:.875rem}
.timeline p{margin:.125rem 0 0}
form{margin:0}
.filters{display:flex;flex-wrap:wrap;align-items:end;gap:.75rem;margin-bottom:1rem}
.fields{display:grid;gap:1rem;max-width:40rem}
.field label{display:block;font-weight:600}
.field .hint{display:block;margin:.125rem 0 .25rem;font-weight:400}
.filters .field{flex:1 1 10rem;max-width:20rem}
input:not([type=checkbox]):not([type=hidden]),select,textarea{width:100%;min-height:2.75rem;padding:.5rem .75rem;border:1px solid var(--edge);border-radius:.375rem;background:var(--card);color:var(--ink);font:inherit}
textarea{min-height:7rem}
.field .tick{display:grid;grid-template-columns:1.5rem 1fr;column-gap:.75rem}
fieldset.field{min-width:0;margin:0;padding:.25rem 1rem .75rem;border:1px solid var(--line);border-radius:.375rem}
.field legend{padding-inline:.375rem;margin-inline-start:-.375rem;font-weight:600}
fieldset .tick{margin-top:.5rem}
.tick input{width:1.5rem;height:1.5rem;margin:0;accent-color:var(--accent)}
.error{display:block;margin-top:.25rem;color:var(--bad-ink);font-weight:600}
[aria-invalid=true]{border-color:var(--bad-edge)!important;border-width:2px!important}
input[type=file].drop{padding:2.5rem 1rem;border:2px dashed var(--edge);border-radius:.5rem;background:var(--ground);cursor:pointer}
.button{display:inline-flex;align-items:center;justify-content:center;min-height:2.75rem;padding:.5rem 1rem;border:1px solid var(--edge);border-radius:.375rem;background:var(--card);color:var(--ink);font:inherit;font-weight:600;text-align:center;text-decoration:none;cursor:pointer}
.button:hover{border-color:var(--ink);text-decoration:underline}
.primary{border-color:var(--accent);background:var(--accent);color:var(--onAccent)}
.small{min-height:2.25rem;padding:.25rem .75rem;font-size:.9375rem;white-space:nowrap}
progress{width:100%;height:1rem;accent-color:var(--accent)}
table{width:100%;border-collapse:collapse;font-size:.9375rem}
tbody tr:last-child>*{border-bottom:0}
thead th{color:var(--quiet);font-size:.875rem;white-space:nowrap}
td .id,th .id{display:block;color:var(--quiet);font-size:.875rem}
.number{text-align:end;font-variant-numeric:tabular-nums}
.bad-row th{border-inline-start:.375rem solid var(--bad-edge);padding-inline-start:.625rem}
.pages{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;margin-top:1rem}
.chart{margin:0}
${CHART}
@media (min-width:60rem){
th,td{min-width:7rem}
.number{min-width:5rem}
}
@media (min-width:48rem){
.bar,main,footer{padding-inline:1.5rem}
.facts>div{display:grid;grid-template-columns:11rem 1fr;column-gap:1rem}
.facts dt{font-size:1rem}
.facts dd{grid-column:2}
.card{padding:1.25rem}
}
@media (max-width:47.99rem){.filters .field{max-width:none}}
@media (max-width:59.99rem){
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
tr,tbody th{display:block;width:auto}
tbody tr{padding-block:.625rem;border-bottom:1px solid var(--line)}
tbody tr:last-child{border-bottom:0}
tbody th,td{padding:.125rem 0;border:0}
tbody th{font-weight:600}
td{display:flex;justify-content:space-between;gap:1rem;text-align:end}
td::before{content:attr(data-name);flex:none;color:var(--quiet);text-align:start}
td.prose{display:block;text-align:start}
td.prose::before{display:block}
td:empty{display:none}
.bad-row{padding-inline-start:.625rem;border-inline-start:.375rem solid var(--bad-edge)}
.bad-row th{border:0;padding:.125rem 0}
}
@media (min-width:75rem){
.columns{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:0 1.25rem;align-items:start}
}
@media (forced-colors:active){.primary{border-width:3px}}
@media print{header,.filters,.actions,.pages,.skip{display:none}body{background:none}.card{border:0;padding:0}}
`;

/** The one stylesheet of the operations pages, in the partner's colours. */
export const opsStyles = stylesheet(RULES);
