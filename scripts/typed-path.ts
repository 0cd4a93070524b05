import { relative, resolve } from 'node:path';

/**
 * A path as it is called in the checkout's folder, where every command works. The user may have typed it in
 * another folder, which the launcher names in `BYLINE_CALLED_FROM`.
 *
 * @example typedPath('../old-blog') // '../../old-blog' when it was typed in content/
 */
export function typedPath(path: string): string {
  const from = process.env['BYLINE_CALLED_FROM'] ?? process.cwd();
  return from === process.cwd() ? path : relative(process.cwd(), resolve(from, path)) || '.';
}

/** Like `typedPath`, for what may also be an address: `https://example.com/` stays as it is. */
export function typedPlace(place: string): string {
  return /^\w+:\/\//.test(place) ? place : typedPath(place);
}
