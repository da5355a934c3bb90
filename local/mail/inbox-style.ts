/** The style sheet of the inbox pages. */
export const inboxStyle = `
:root { color-scheme: light dark; --line: light-dark(#d0d7de, #3d444d); --soft: light-dark(#57606a, #9198a1); --link: light-dark(#0550ae, #79b8ff); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 80rem; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif; color: light-dark(#1f2328, #e6edf3); background: light-dark(#fff, #0d1117); overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; margin: 0 0 1rem; }
a { color: var(--link); }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.soft { color: var(--soft); }
ol { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--line); }
li { display: grid; grid-template-columns: 1fr auto; gap: 0 1rem; padding: .75rem 0; border-bottom: 1px solid var(--line); }
li a { font-weight: 600; }
li .soft { font-size: .9rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 0 0 1rem; }
dt { color: var(--soft); }
dd { margin: 0; }
.parts { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 1rem; align-items: start; }
iframe, pre { width: 100%; margin: 0; border: 1px solid var(--line); border-radius: .4rem; }
iframe { height: 75vh; resize: vertical; overflow: auto; }
pre { padding: 1rem; white-space: pre-wrap; font: .9rem/1.5 ui-monospace, monospace; }
h2 { font-size: 1rem; margin: 0 0 .5rem; }
@media (max-width: 50rem) { .parts, li, dl { grid-template-columns: minmax(0, 1fr); } dl { gap: 0; } dd { margin-bottom: .5rem; } }
`;
