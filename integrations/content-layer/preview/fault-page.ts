import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Place, Problem } from '#domain';

/** Lines shown above and below the one that is wrong. */
const AROUND = 2;

/**
 * A page that says what is wrong with the files a page is made from: where, what, and what to do. It comes anew by
 * itself once that is mended.
 *
 * @param extent what of the site that keeps from showing, in a sentence
 */
export async function faultPage(
  problems: readonly Problem[],
  root: string,
  extent = 'The rest of the site is there as ever.',
): Promise<string> {
  const sections = await Promise.all(problems.map((problem) => section(problem, root)));
  const title = `${problems[0]?.place?.file ?? 'content'}: ${problems[0]?.message ?? ''}`;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>✗ ${escaped(title)}</title>
<style>${style}</style>
<script type="module" src="/@vite/client"></script>
<main>
<h1>${problems.length === 1 ? 'One thing is' : `${problems.length} things are`} to be put right before this page shows</h1>
${sections.join('\n')}
<p class="note">Save the file and this page comes anew. ${extent} A build stops on what stands here.</p>
</main>
</html>`;
}

async function section({ message, hint, place }: Problem, root: string): Promise<string> {
  return `<section>
${place === undefined ? '' : `<p class="place">${editorLink(place, root)}</p>`}
<h2>${escaped(message)}</h2>
${hint === undefined ? '' : `<p>${escaped(hint)}</p>`}
${place?.line === undefined ? '' : await excerpt({ file: place.file, line: place.line }, root)}
</section>`;
}

/** The dev server opens files in the author's editor. */
function editorLink({ file, line }: Place, root: string): string {
  const where = line === undefined ? file : `${file}:${line}`;
  const query = encodeURIComponent(`${join(root, file)}${line === undefined ? '' : `:${line}`}`);
  const open = `event.preventDefault(); fetch('/__open-in-editor?file=${query.replaceAll("'", '%27')}')`;
  return `<a href="#" onclick="${escaped(open)}">${escaped(where)}</a>`;
}

async function excerpt({ file, line }: Required<Place>, root: string): Promise<string> {
  const lines = (await readFile(join(root, file), 'utf8').catch(() => '')).split('\n');
  const from = Math.max(0, line - 1 - AROUND);
  const shown = lines.slice(from, line + AROUND).map((text, index) => {
    const number = from + index + 1;
    const row = `<span>${String(number).padStart(4)}</span> ${escaped(text)}`;
    return number === line ? `<mark>${row}</mark>` : row;
  });
  return `<pre>${shown.join('\n')}</pre>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const style = `
:root { color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif; }
body { margin: 0; background: light-dark(#fbfaf8, #17171a); color: light-dark(#222, #e8e6e3); }
main { max-width: 46rem; margin: 12vh auto; padding: 0 1.25rem; }
h1 { font-size: 1rem; font-weight: 500; opacity: .7; }
h2 { font-size: 1.35rem; line-height: 1.35; margin: .2rem 0 .4rem; }
section { margin: 2rem 0; padding-left: 1rem; border-left: 3px solid light-dark(#b3261e, #f2867e); }
p { margin: .4rem 0; }
.place a { font-family: ui-monospace, monospace; font-size: .9rem; color: inherit; }
pre { overflow-x: auto; padding: .75rem 0; font: .85rem/1.6 ui-monospace, monospace; }
pre span { opacity: .5; user-select: none; }
mark { display: inline-block; min-width: 100%; color: inherit; background: light-dark(#fbe4e2, #46201d); }
.note { opacity: .7; font-size: .9rem; }
`;
