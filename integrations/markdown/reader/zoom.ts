import { readerWords } from 'byline:reader-words';
import type { Strings } from '#strings';

/** A picture opens over the whole window; Escape, a click or a key on it closes it. */
export function enhance(image: HTMLElement): void {
  if (image instanceof HTMLImageElement) wrap(image, readerWords());
}

function wrap(image: HTMLImageElement, words: Strings['reader']): void {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'zoom';
  button.setAttribute('aria-label', image.alt === '' ? words.enlarge : `${words.enlarge}: ${image.alt}`);
  button.addEventListener('click', () => open(image, words));
  image.before(button);
  button.append(image);
}

function open(image: HTMLImageElement, words: Strings['reader']): void {
  const dialog = document.createElement('dialog');
  dialog.className = 'zoomed';
  dialog.setAttribute('aria-label', image.alt === '' ? words.enlarge : image.alt);
  const close = document.createElement('button');
  close.type = 'button';
  close.setAttribute('aria-label', words.close);
  close.append(enlarged(image));
  close.addEventListener('click', () => dialog.close());
  dialog.append(close);
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function enlarged(image: HTMLImageElement): HTMLImageElement {
  const copy = new Image();
  copy.alt = image.alt;
  // What stands in `src` is the picture at its own size; the smaller ones are in `srcset`.
  copy.src = image.src;
  return copy;
}
