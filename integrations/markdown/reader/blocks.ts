let isStarted = false;

/**
 * Adds to a page what only a script can do, each part when a block that has use for it comes into view.
 * Without a script everything is there and can be read, and so it is when a part cannot be had. A second call does nothing.
 *
 * @param more parts that not every site ships
 */
export function start(more: Readonly<Record<string, Load>> = {}): void {
  if (isStarted) return;
  isStarted = true;
  // The keyboard's way into what scrolls sideways. A reader may be past it by now.
  for (const block of document.querySelectorAll<HTMLElement>('.prose :is(pre, table, math)'))
    openToKeys(block);
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
      // Where the page became narrower since.
      openToKeys(target as HTMLElement);
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

function openToKeys(block: HTMLElement): void {
  if (block.scrollWidth > block.clientWidth) block.tabIndex = 0;
}

/** Selector of the blocks, inside of `.prose` → what they get. */
const parts: Readonly<Record<string, Load>> = {
  '.tabs': () => import('./tabs.ts'),
  'figure > pre:has([data-line])': () => import('./copy-code.ts'),
  'img:not(a img)': () => import('./zoom.ts'),
  '.embed[data-frame]': () => import('./embeds.ts'),
};

export type Load = () => Promise<{ enhance: (block: HTMLElement) => void }>;
