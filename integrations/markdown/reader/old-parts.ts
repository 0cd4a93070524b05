/**
 * Goes to the part of the page that an old link names in other capitals or with other signs: other engines
 * make `Why-It-Works` of a heading of which ours makes `why-it-works`.
 */
export function goToPart(): void {
  const wanted = folded(location.hash.slice(1));
  const part = [...document.querySelectorAll('.prose [id]')].find(({ id }) => folded(id) === wanted);
  if (part !== undefined && wanted !== '') location.replace(`#${encodeURIComponent(part.id)}`);
}

/** Letters and digits alone. */
function folded(part: string): string {
  return decoded(part)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
