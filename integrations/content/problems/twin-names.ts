import { Problem } from '#domain';

/**
 * Files whose names differ in capitals alone, `Case.md` beside `case.md`. A disk of macOS or Windows holds only one of
 * them, and so does the built site there.
 *
 * @param files relative to the project
 */
export function twinNames(files: readonly string[]): Problem[] {
  const bySpelling = Map.groupBy(files, (file) => file.normalize('NFC').toLowerCase());
  return [...bySpelling.values()].flatMap(([first, ...others]) =>
    others.map((file) => {
      const message = `its name differs from ${first} in capitals alone`;
      const hint = 'Rename one of the two: a disk of macOS or Windows cannot hold both.';
      return new Problem(message, { place: { file }, hint });
    }),
  );
}
