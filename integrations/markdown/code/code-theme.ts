import type { ThemeRegistrationRaw } from 'shiki';

/** Class → the TextMate scopes it stands for. `reader/code.css` gives each class its two colours. */
const scopes: Readonly<Record<string, readonly string[]>> = {
  c: ['comment', 'punctuation.definition.comment', 'string.comment'],
  k: [
    'keyword',
    'storage',
    'storage.type',
    'storage.modifier',
    'keyword.operator.new',
    'keyword.operator.expression',
    'variable.language',
    'markup.list',
  ],
  s: ['string', 'punctuation.definition.string', 'markup.inline.raw', 'markup.fenced_code', 'markup.quote'],
  n: ['constant', 'constant.numeric', 'constant.language', 'support.constant', 'variable.other.enummember'],
  f: ['entity.name.function', 'support.function', 'meta.function-call.generic', 'entity.name.command'],
  t: [
    'entity.name.type',
    'entity.name.class',
    'entity.name.namespace',
    'entity.name.tag',
    'support.type',
    'support.class',
    'entity.other.inherited-class',
    'markup.heading',
    'entity.name.section',
  ],
  p: [
    'variable.parameter',
    'variable.other.property',
    'variable.other.object.property',
    'meta.object-literal.key',
    'support.type.property-name',
    'entity.other.attribute-name',
    'markup.underline.link',
  ],
  x: ['string.regexp', 'constant.character.escape', 'constant.other.placeholder', 'entity.name.decorator'],
  i: ['markup.inserted', 'punctuation.definition.inserted'],
  d: ['markup.deleted', 'punctuation.definition.deleted', 'invalid'],
  b: ['markup.bold', 'meta.diff.header', 'meta.diff.range'],
};

// Plain ink: these would inherit a colour from the scopes they stand in.
const plain = ['keyword.operator', 'punctuation', 'meta.template.expression', 'string.unquoted', 'variable'];

const kinds = Object.keys(scopes);

const settings = [
  { scope: [...plain], settings: { foreground: '#000000' } },
  ...kinds.map((kind) => ({ scope: [...(scopes[kind] ?? [])], settings: { foreground: colorOf(kind) } })),
];

/** A theme whose colours are not colours but numbers of classes: the style sheet has those. */
export const codeTheme: ThemeRegistrationRaw = {
  name: 'byline',
  type: 'light',
  colors: { 'editor.foreground': '#000000', 'editor.background': '#FFFFFF' },
  settings,
  // rehype-pretty-code knows a theme by this key, Shiki reads the other.
  tokenColors: settings,
};

/** The class of a token the theme coloured; undefined for plain ink. */
export function classOf(color: string | undefined): string | undefined {
  return color === undefined ? undefined : kinds[Number.parseInt(color.slice(1), 16) - 1];
}

function colorOf(kind: string): string {
  return `#${(kinds.indexOf(kind) + 1).toString(16).padStart(6, '0')}`;
}
