/**
 * The script of these pages; they work without it. It copies a part of the page by one click, rich text as rich text with
 * its plain form beside it, and follows a run without loading the page anew.
 */
export const publishingScript = `
for (const button of document.querySelectorAll('[data-copy]')) button.hidden = false;

document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-copy]');
  if (button === null) return;
  const source = document.getElementById(button.dataset.copy);
  await navigator.clipboard.write([new ClipboardItem(formsOf(source, button.dataset.form === 'html'))]);
  const label = button.textContent;
  button.textContent = '✓ ' + label.replace(/^✓ /, '');
  setTimeout(() => { button.textContent = label; }, 1500);
});

function formsOf(source, isRich) {
  const blob = (text, type) => new Blob([text], { type });
  if (!isRich) return { 'text/plain': blob(source.textContent, 'text/plain') };
  return { 'text/html': blob(source.innerHTML, 'text/html'), 'text/plain': blob(source.innerText, 'text/plain') };
}

async function follow() {
  const run = document.getElementById('run');
  if (run === null || !('going' in run.dataset)) return;
  const answer = await fetch(location.href).catch(() => undefined);
  if (answer?.ok) {
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const now = page.getElementById('run');
    if (now !== null) run.replaceWith(now);
  }
  setTimeout(follow, 1000);
}
setTimeout(follow, 1000);
`;
