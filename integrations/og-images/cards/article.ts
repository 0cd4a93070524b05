import { type CardPage, defineCard, type Typesetter } from '../card.ts';
import { box, colours, footWords, paragraph, sheet, textWidth } from '../sheet.ts';

const VERMILION = '#c63f26';

/** A post: its title as large as it goes, its description where there is room, who wrote it and when. */
export default defineCard({
  draw(page, set) {
    const title = set(page.title, {
      width: textWidth,
      weight: 700,
      balanced: true,
      steps: [
        { size: 80, lines: 2 },
        { size: 68, lines: 3 },
        { size: 56, lines: 4 },
      ],
    });
    const body = [paragraph(title, 1.3, {}), ...description(page, set, 3 - title.lines.length)];
    return sheet(page, VERMILION, body, [footWords([page.author, page.day]), tags(page.tags)]);
  },
});

function description(page: CardPage, set: Typesetter, lines: number) {
  if (page.description === '' || lines < 1) return [];
  const text = set(page.description, { width: textWidth, weight: 400, steps: [{ size: 30, lines }] });
  return [paragraph(text, 1.6, { color: colours.soft, marginTop: 24 })];
}

/** Tags that do not fit wrap out of sight. */
function tags(all: readonly string[]) {
  const words = all.map((tag) => box({ height: 40, marginLeft: 24, alignItems: 'center' }, `# ${tag}`));
  const row = { flexWrap: 'wrap', height: 40, overflow: 'hidden', justifyContent: 'flex-end' };
  const type = { fontSize: 24, color: VERMILION, whiteSpace: 'nowrap' };
  return box({ ...row, ...type, flexGrow: 1, flexBasis: 0 }, words);
}
