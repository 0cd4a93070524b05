import { createHash } from 'node:crypto';

/** The form's answers in the site's look; in the page, since the collector may stand on an origin of its own. */
export const leadStyle = `
:root {
  color-scheme: light dark;
  --paper: light-dark(oklch(98.5% 0.006 85), oklch(19% 0.008 260));
  --ink: light-dark(oklch(24% 0.015 260), oklch(91% 0.008 85));
  --rule: light-dark(oklch(60% 0.015 260), oklch(55% 0.012 260));
  --accent: light-dark(oklch(50% 0.17 28), oklch(74% 0.13 32));
  --on-accent: light-dark(oklch(98% 0.01 85), oklch(18% 0.02 30));
  font: 1.0625rem/1.75 system-ui, -apple-system, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif;
  text-autospace: normal;
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 38rem; padding: 12vh 1.5rem 4rem; background: var(--paper); color: var(--ink); }
h1 { margin: 0 0 1rem; font-size: 1.75rem; line-height: 1.3; text-wrap: balance; }
p { margin: 0 0 1.25rem; }
a { color: inherit; text-decoration-color: var(--accent); text-underline-offset: 0.25em; }
label { display: block; margin-bottom: 0.3rem; font-weight: 600; }
input:not([type='hidden']), textarea {
  display: block; width: 100%; margin-bottom: 1.25rem; padding: 0.6rem 0.75rem;
  border: 1px solid var(--rule); border-radius: 0.4rem; background: var(--paper); color: inherit; font: inherit;
}
textarea { resize: vertical; }
[aria-invalid] { border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent); }
.problem { margin-top: -0.9rem; color: var(--accent); }
button {
  padding: 0.5rem 1.1rem; border: 1px solid var(--accent); border-radius: 0.4rem;
  background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; line-height: 1.4; cursor: pointer;
}
:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 2px; }
`;

const hash = createHash('sha256').update(leadStyle).digest('base64');

/** Its style sheet and its form are all such a page has. */
export const leadPolicy = `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
