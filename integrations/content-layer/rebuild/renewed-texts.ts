import { openCell } from '../../foundation/bridge.ts';

const cell = openCell<ReadonlyMap<string, string>>('renewedTexts');

/** Says which texts have changed since the content was bundled: mark in the bundle → mark of the text as it is. */
export function renewTexts(renewed: ReadonlyMap<string, string>): void {
  cell.value = renewed;
}

/** The mark of a text as it is now, by its mark in the bundled content. */
export function currentMark(mark: string): string {
  return cell.value?.get(mark) ?? mark;
}
