import type { Root } from 'hast';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { strings } from '#strings';
import { languageOf } from './language.ts';

/** The box of a task says what it is a box for; that it is ticked the browser says. */
export function taskLists() {
  return (tree: Root, file: VFile): void => {
    const { done } = strings(languageOf(file)).text;
    visit(tree, 'element', ({ tagName, properties }) => {
      if (tagName === 'input' && properties['type'] === 'checkbox') properties['ariaLabel'] ??= done;
    });
  };
}
