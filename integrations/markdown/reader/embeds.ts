/** A video or an example of another site loads when its link is followed, and not before. */
export function enhance(figure: HTMLElement): void {
  const link = figure.querySelector('a');
  link?.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open(figure, link);
  });
}

/** The link stays, below: it leads to the site itself. */
function open(figure: HTMLElement, link: HTMLAnchorElement): void {
  const frame = document.createElement('iframe');
  frame.src = figure.dataset['frame'] ?? link.href;
  frame.title = figure.dataset['title'] ?? link.textContent ?? '';
  frame.allow = 'fullscreen; picture-in-picture; encrypted-media';
  frame.allowFullscreen = true;
  frame.referrerPolicy = 'strict-origin-when-cross-origin';
  const caption = document.createElement('figcaption');
  const plain = document.createElement('a');
  plain.href = link.href;
  plain.textContent = new URL(link.href).host;
  caption.append(plain);
  figure.replaceChildren(frame, caption);
  figure.classList.add('open');
  frame.focus();
}
