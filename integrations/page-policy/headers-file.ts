import { type Home, hostPath } from '#domain';

/** Headers for the paths on a host that a pattern fits: `/*`, `/_astro/*`. */
export interface Rule {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What Cloudflare reads of a line. */
export const LONGEST_LINE = 2000;

/** The headers every answer of a site is to have, and those of files whose names change with what is in them. */
export function rulesFor(policy: string, site: Home): Rule[] {
  return [
    {
      path: hostPath('/*', site),
      headers: {
        'Content-Security-Policy': policy,
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
        'Referrer-Policy': 'strict-origin-when-cross-origin',
        'X-Content-Type-Options': 'nosniff',
      },
    },
    {
      path: hostPath('/_astro/*', site),
      headers: { 'Cache-Control': 'public, max-age=31536000, immutable' },
    },
  ];
}

/** `_headers`, as Netlify, Cloudflare and others read it. */
export function writeRules(rules: readonly Rule[]): string {
  const blocks = rules.map(({ path, headers }) => {
    const lines = Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`);
    return [path, ...lines].join('\n');
  });
  return `${blocks.join('\n\n')}\n`;
}

/** Reads `_headers`; what is no rule is passed over, as hosts do. */
export function readRules(text: string): Rule[] {
  const rules: { path: string; headers: Record<string, string> }[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '' || line.trim().startsWith('#')) continue;
    const [, name, value] = /^\s+([^:\s]+):\s*(.*)$/.exec(line) ?? [];
    const open = rules.at(-1);
    if (name === undefined || value === undefined) rules.push({ path: line.trim(), headers: {} });
    else if (open !== undefined) open.headers[name] = value.trim();
  }
  return rules;
}

/** The headers of an answer at a path, decoded or not. */
export function headersAt(rules: readonly Rule[], path: string): Record<string, string> {
  return Object.assign({}, ...rules.filter((rule) => fits(rule.path, path)).map(({ headers }) => headers));
}

function fits(pattern: string, path: string): boolean {
  const [start = '', end] = pattern.split('*');
  return end === undefined ? path === start : path.startsWith(start) && path.endsWith(end);
}
