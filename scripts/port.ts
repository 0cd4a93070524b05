import { Problem } from '#domain';

/** Reads `--port`: 0 lets the system choose. */
export function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new Problem(`“${text}” is not a port`, { hint: 'A port is a whole number from 0 to 65535.' });
}
