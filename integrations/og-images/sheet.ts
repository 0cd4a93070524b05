import type { Block, Box, CardPage, Style } from './card.ts';
import { fontFeatures } from './fonts.ts';

/** Ink on paper. */
export const colours = {
  paper: '#faf7f1',
  ink: '#1c1a17',
  soft: '#645d52',
  rule: '#ddd5c7',
} as const;

/** How wide text may be: the sheet less its margins. */
export const textWidth = 1040;

/** An element; every one is a border-box flex container, as satori wants them. */
export function box(style: Style, children?: string | readonly Box[]): Box {
  const all = { display: 'flex', boxSizing: 'border-box', ...style };
  return { type: 'div', props: children === undefined ? { style: all } : { style: all, children } };
}

/** A block of set lines. */
export function paragraph({ size, weight, lines }: Block, leading: number, style: Style): Box {
  const height = Math.round(size * leading);
  const line = { height, alignItems: 'center', whiteSpace: 'pre' };
  return box(
    { flexDirection: 'column', fontSize: size, fontWeight: weight, ...style },
    lines.map(({ text, outdent }) => box({ ...line, marginLeft: -Math.round(outdent) }, text)),
  );
}

/** The paper every card is drawn on: a ribbon in the accent colour, the site's name, a body, a foot. */
export function sheet(page: CardPage, accent: string, body: readonly Box[], foot: readonly Box[]): Box {
  const features = fontFeatures(page.lang).map((feature) => `"${feature}" 1`);
  const style: Style = {
    width: '100%',
    height: '100%',
    flexDirection: 'column',
    padding: '0 80px 56px',
    backgroundColor: colours.paper,
    color: colours.ink,
    fontFamily: 'Noto Sans SC',
    ...(features.length > 0 ? { fontFeatureSettings: features.join(', ') } : {}),
  };
  const { type, props } = box(style, [
    box({ width: 72, height: 56, backgroundColor: accent }),
    box(
      { ...oneLine, height: 64, marginTop: 20, lineHeight: '64px', fontSize: 28, fontWeight: 700 },
      siteName(page),
    ),
    box({ flexGrow: 1, flexDirection: 'column', justifyContent: 'center' }, body),
    box({ height: 72, borderTop: `2px solid ${colours.rule}`, paddingTop: 20, alignItems: 'center' }, foot),
  ]);
  return { type, props: { ...props, lang: page.lang } };
}

/** The site's name, unless it is the title already. */
function siteName(page: CardPage): string {
  return page.siteName === page.title ? '' : page.siteName;
}

/** Words in the foot, apart by a gap; the first is set strong. */
export function footWords(words: readonly (string | undefined)[]): Box {
  const said = words.filter((word) => word !== undefined && word !== '');
  const first = { fontWeight: 700, color: colours.ink };
  return box(
    { fontSize: 26, color: colours.soft },
    said.map((word, index) =>
      box({ ...oneLine, maxWidth: 440, marginRight: 28, ...(index === 0 ? first : {}) }, word ?? ''),
    ),
  );
}

const oneLine = {
  display: 'block',
  whiteSpace: 'nowrap',
  overflow: 'hidden',
  textOverflow: 'ellipsis',
} as const;
