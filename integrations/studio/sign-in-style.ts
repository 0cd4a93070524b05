/** The style sheet of the page that asks for the password: a ticket on the site's paper. */
export const signInStyle = `
:root {
  color-scheme: light dark;
  --ink: light-dark(oklch(24% 0.015 260), oklch(91% 0.008 85));
  --quiet: light-dark(oklch(50% 0.015 260), oklch(70% 0.012 85));
  --paper: light-dark(oklch(96.5% 0.008 85), oklch(17% 0.008 260));
  --card: light-dark(oklch(99.5% 0.003 85), oklch(21.5% 0.009 260));
  --rule: light-dark(oklch(60% 0.015 260), oklch(55% 0.012 260));
  --accent: light-dark(oklch(50% 0.17 28), oklch(74% 0.13 32));
  --on-accent: light-dark(oklch(98% 0.01 85), oklch(18% 0.02 30));
  font: 1.0625rem/1.6 system-ui, -apple-system, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif;
}
* { box-sizing: border-box; }
body { display: grid; place-items: center; min-height: 100dvh; margin: 0; padding: 1.25rem; color: var(--ink); background: var(--paper); }
main {
  width: 100%; max-width: 23rem; padding: 2.25rem 2rem 1.75rem; background: var(--card);
  border-top: 4px solid var(--accent); border-radius: 0.25rem 0.25rem 0.75rem 0.75rem;
  box-shadow: 0 1px 2px oklch(0% 0 0 / 12%), 0 12px 40px -12px oklch(0% 0 0 / 22%);
}
.name { margin: 0; font-size: 0.9375rem; }
.name a { color: var(--quiet); text-decoration: none; }
.name a:hover { color: var(--ink); text-decoration: underline; }
h1 { margin: 0.15rem 0 1.5rem; font-size: 1.75rem; line-height: 1.25; }
label { display: block; margin-bottom: 0.35rem; font-weight: 600; }
input:not([type='hidden']) {
  display: block; width: 100%; padding: 0.6rem 0.75rem; color: inherit; background: var(--paper); font: inherit;
  border: 1px solid var(--rule); border-radius: 0.4rem;
}
[aria-invalid] { border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent); }
.problem { margin: 0.5rem 0 0; color: var(--accent); }
button {
  display: block; width: 100%; margin-top: 1.1rem; padding: 0.6rem 1rem; color: var(--on-accent); background: var(--accent);
  border: 1px solid var(--accent); border-radius: 0.4rem; font: inherit; font-weight: 600; cursor: pointer;
}
.where { margin: 1.25rem 0 0; color: var(--quiet); font-size: 0.875rem; overflow-wrap: anywhere; }
.languages { display: flex; gap: 1rem; margin: 1.25rem 0 0; padding-top: 1rem; border-top: 1px solid light-dark(oklch(90% 0.008 85), oklch(30% 0.01 260)); font-size: 0.875rem; }
.languages a { padding: 0.25rem 0; color: var(--quiet); text-underline-offset: 0.25em; }
.languages a[aria-current] { color: var(--ink); text-decoration: none; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
@media (max-width: 30rem) { main { padding: 1.75rem 1.35rem 1.35rem; } }
`;
