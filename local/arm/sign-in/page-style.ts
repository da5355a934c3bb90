/** The style sheet of Entra's pages. */
export const pageStyle = `
:root { color-scheme: light dark; --line: light-dark(#8c8c8c, #8a8f98); --soft: light-dark(#57606a, #9198a1); --accent: light-dark(#005a9e, #6cb8f6); --on-accent: light-dark(#fff, #0d1117); }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif; color: light-dark(#1f2328, #e6edf3); background: light-dark(#f2f2f2, #0d1117); overflow-wrap: anywhere; }
main { width: 100%; max-width: 30rem; padding: 2rem; background: light-dark(#fff, #161b22); border: 1px solid light-dark(#d0d7de, #3d444d); border-radius: .5rem; }
h1 { font-size: 1.4rem; line-height: 1.3; margin: 0 0 .75rem; }
h2 { font-size: 1rem; margin: 1rem 0 .25rem; }
p { margin: 0 0 1rem; }
.where { margin: 0 0 1rem; color: var(--soft); font-size: .9rem; }
.soft { color: var(--soft); font-size: .9rem; }
ul { list-style: none; margin: 0 0 1rem; padding: 0; }
li { margin: 0 0 .5rem; }
li.permission { border-left: 4px solid var(--accent); padding-left: .75rem; }
dl { margin: 0 0 1rem; }
dt { color: var(--soft); font-size: .9rem; }
dd { margin: 0 0 .5rem; }
label { display: block; margin: 0 0 .25rem; }
input[type=text] { width: 100%; font: inherit; padding: .5rem; margin: 0 0 .5rem; color: inherit; background: transparent; border: 1px solid var(--line); border-radius: .25rem; }
button { font: inherit; padding: .5rem 1rem; border: 1px solid var(--line); border-radius: .25rem; color: inherit; background: transparent; cursor: pointer; }
button.account { width: 100%; text-align: left; }
button.main { color: var(--on-accent); background: var(--accent); border-color: var(--accent); }
button:hover { text-decoration: underline; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.choices { display: flex; flex-wrap: wrap; gap: .5rem; justify-content: flex-end; margin-top: 1rem; }
`;
