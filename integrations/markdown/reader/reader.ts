/**
 * Adds to a page what only a script can do, each part when a block that has use for it comes into view.
 * Without a script everything is there and can be read, and so it is when a part cannot be had.
 *
 * @param more parts that not every site ships
 */
export function start(more: Readonly<Record<string, Load>> = {}): void {
  const loads = Object.entries({ ...parts, ...more });
  const enhance = (block: Element) => {
    for (const [selector, load] of loads) {
      if (block.matches(selector)) {
        load().then(
          (part) => part.enhance(block as HTMLElement),
          () => block.classList.add('plain'),
        );
      }
    }
  };
  const seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      // The keyboard's way into what scrolls sideways.
      if (target.scrollWidth > target.clientWidth) (target as HTMLElement).tabIndex = 0;
      enhance(target);
    }
  });
  for (const selector of [...loads.map(([selector]) => selector), 'pre', 'table', 'math']) {
    for (const block of document.querySelectorAll(`.prose ${selector}`)) seen.observe(block);
  }
  if (location.hash !== '' && document.querySelector(':target') === null)
    import('./old-parts.ts').then((part) => part.goToPart());
  if (!CSS.supports('text-autospace', 'normal')) import('./spacing.ts').then((part) => part.spaceScripts());
}

/** Selector of the blocks, inside of `.prose` → what they get. */
const parts: Readonly<Record<string, Load>> = {
  '.tabs': () => import('./tabs.ts'),
  'figure > pre:has([data-line])': () => import('./copy-code.ts'),
  'img:not(a img)': () => import('./zoom.ts'),
  '.embed[data-frame]': () => import('./embeds.ts'),
};

type Load = () => Promise<{ enhance: (block: HTMLElement) => void }>;
