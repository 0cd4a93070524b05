/** Arrows go from the field through the links below it and back; typing on a link goes on in the field. */
export function moveByKeys(panel: HTMLElement, input: HTMLInputElement): void {
  panel.addEventListener('keydown', (event) => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const links = [...panel.querySelectorAll<HTMLElement>('[data-search-results] :is(a, button)')];
    const target = targetOf(event.key, [input, ...links], document.activeElement);
    if (target === undefined) return;
    target.focus();
    // What is typed, or taken back, goes on in the field; an arrow would scroll.
    if (event.key.length > 1 && event.key !== 'Backspace') event.preventDefault();
  });
}

function targetOf(
  key: string,
  stops: readonly HTMLElement[],
  active: Element | null,
): HTMLElement | undefined {
  const at = stops.indexOf(active as HTMLElement);
  const isOnLink = at > 0;
  if (key === 'ArrowDown' && at >= 0) return stops[Math.min(at + 1, stops.length - 1)];
  if (key === 'ArrowUp' && isOnLink) return stops[at - 1];
  if (key === 'Home' && isOnLink) return stops[1];
  if (key === 'End' && isOnLink) return stops.at(-1);
  const isTyping = (key.length === 1 && key !== ' ') || key === 'Backspace';
  return isOnLink && isTyping ? stops[0] : undefined;
}
