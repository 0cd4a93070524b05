import { readerWords } from 'byline:reader-words';
import type { Strings } from '#strings';

/** How long a button says that it has copied, in milliseconds. */
const SAID_FOR = 2_000;

/** A button on a block of code. */
export function enhance(pre: HTMLElement): void {
  pre.after(copyButton(pre, readerWords(), statusLine()));
}

function copyButton(pre: HTMLElement, words: Strings['reader'], status: HTMLElement): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy-code';
  button.textContent = words.copy;
  button.addEventListener('click', async () => {
    const said = (await copied(codeOf(pre))) ? words.copied : words.notCopied;
    status.textContent = said;
    button.textContent = said;
    setTimeout(() => {
      status.textContent = '';
      button.textContent = words.copy;
    }, SAID_FOR);
  });
  return button;
}

/** The code without the lines that are shown as removed. */
function codeOf(pre: HTMLElement): string {
  const lines = [...pre.querySelectorAll<HTMLElement>('[data-line]:not(del)')];
  return lines.map((line) => line.textContent ?? '').join('\n');
}

async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** One for the page: where it is said that something was copied. */
function statusLine(): HTMLElement {
  const found = document.querySelector<HTMLElement>('.reader-status');
  if (found !== null) return found;
  const status = document.createElement('p');
  status.className = 'reader-status';
  status.setAttribute('role', 'status');
  document.querySelector('.prose')?.append(status);
  return status;
}
