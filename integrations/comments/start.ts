import type { System } from './system.ts';

/** Waits until the reader has scrolled near the comments of the page, and loads the system then. */
export function start(load: () => Promise<System>): void {
  const section = document.querySelector<HTMLElement>('[data-comments]');
  if (section === null) return;
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    observer.disconnect();
    show(section, load);
  });
  observer.observe(section);
}

async function show(section: HTMLElement, load: () => Promise<System>): Promise<void> {
  const { comments = '', loading = '', failed = '' } = section.dataset;
  const place = section.querySelector<HTMLElement>('[data-comments-place]');
  const status = section.querySelector('[role=status]');
  if (place === null || status === null) return;
  status.textContent = loading;
  try {
    const { lang } = document.documentElement;
    await (await load()).show({ place, lang, comments: JSON.parse(comments) });
    section.toggleAttribute('data-shown', true);
    status.textContent = '';
  } catch {
    // The link in the section stays: comments may be read and written there.
    status.textContent = failed;
  }
}
