import pc from 'picocolors';
import type { Problem } from '#domain';

/** Tells whoever waits for a build what happens. */
export interface Say {
  info(message: string): void;
  warn(message: string | Problem): void;
}

/** Says it in the terminal; when it is to be quiet, only what needs attention. */
export function sayer({ quiet }: { quiet: boolean }): Say {
  return {
    info: (message) => (quiet ? undefined : console.log(message)),
    warn: (message) =>
      console.warn(`${pc.yellow('!')} ${typeof message === 'string' ? message : describe(message)}`),
  };
}

function describe({ message, hint, place }: Problem): string {
  const where = place?.line === undefined ? (place?.file ?? '') : `${place.file}:${place.line}`;
  return `${pc.cyan(where)} ${message}${hint === undefined ? '' : `\n  ${pc.dim(hint)}`}`;
}
