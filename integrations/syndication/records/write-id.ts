import { isMap, isPair, isScalar, parseDocument, stringify } from 'yaml';

/**
 * A post's file with its id written into the front matter, so that a later change of its name does not make it a new
 * post. Every other character stays as its author wrote it.
 *
 * @returns undefined where it cannot be done so: the front matter is not YAML in lines, or has an id already
 */
export function writeId(source: string, id: string): string | undefined {
  const opening = /^\uFEFF?---[ \t]*\r?\n/.exec(source)?.[0];
  if (opening === undefined) return undefined;
  const end = /^---[ \t\r]*$/m.exec(source.slice(opening.length));
  if (end === null) return undefined;
  const matter = source.slice(opening.length, opening.length + end.index);
  const at = placeForId(matter);
  if (at === undefined) return undefined;
  const lineBreak = opening.endsWith('\r\n') ? '\r\n' : '\n';
  const line = stringify({ id }).trimEnd() + lineBreak;
  const written = matter.slice(0, at) + line + matter.slice(at);
  return isOnlyMore(matter, written, id)
    ? source.slice(0, opening.length) + written + source.slice(opening.length + matter.length)
    : undefined;
}

/** Where the first key's line begins: before it stands nothing but comments. */
function placeForId(matter: string): number | undefined {
  const { contents, errors } = parseDocument(matter);
  if (errors.length > 0 || !isMap(contents) || contents.flow || contents.has('id')) return undefined;
  const [first] = contents.items;
  if (!isPair(first) || !isScalar(first.key) || first.key.range == null) return undefined;
  const [start] = first.key.range;
  return start === 0 || matter[start - 1] === '\n' ? start : undefined;
}

/** Whether the front matter says what it said, and the id. */
function isOnlyMore(before: string, after: string, id: string): boolean {
  const [was, is] = [before, after].map((text) => parseDocument(text).toJS() as Record<string, unknown>);
  return JSON.stringify({ id, ...was }) === JSON.stringify(is);
}
