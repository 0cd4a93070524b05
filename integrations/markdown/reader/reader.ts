/**
 * On every page, so as little as can be: loads `blocks.ts` at the first sign of a reader. It loads it at once where a page
 * cannot be read without it: to show tabs and diagrams, to find a part by its old name, to space mixed scripts.
 *
 * @param address of `blocks.ts`
 */
export function start(address: string): void {
  const load = () =>
    import(/* @vite-ignore */ address).then(
      (blocks) => blocks.start(),
      () => {
        for (const tabs of document.querySelectorAll('.tabs')) tabs.className += ' plain';
      },
    );
  if (location.hash || document.querySelector('.tabs,.mermaid') || !CSS.supports('text-autospace:normal'))
    load();
  // A mouse that moves leaves something, and a finger that lets go. A resting mouse leaves nothing.
  else for (const sign of ['scroll', 'keydown', 'pointerout']) addEventListener(sign, load, { once: true });
}
