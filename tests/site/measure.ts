/** How many characters stand on each line of a paragraph. Runs in the browser. */
export function charactersOnLines(paragraph: Element): number[] {
  const counts = new Map<number, number>();
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
    for (let index = 0; index < (node.textContent ?? '').length; index += 1) {
      range.setStart(node, index);
      range.setEnd(node, index + 1);
      const [box] = range.getClientRects();
      if (box === undefined || box.width === 0) continue;
      const line = Math.round(box.bottom / 8);
      counts.set(line, (counts.get(line) ?? 0) + 1);
    }
  return [...counts.values()];
}

/** The pixels between neighbouring blocks of a container. Runs in the browser. */
export function gapsWithin(container: Element): number[] {
  const shown = [...container.children].filter(
    (child) => child.getBoundingClientRect().height > 0 && getComputedStyle(child).display !== 'inline',
  );
  return shown.slice(1).map((child, index) => {
    const before = shown[index]?.getBoundingClientRect().bottom ?? 0;
    return child.getBoundingClientRect().top - before;
  });
}
