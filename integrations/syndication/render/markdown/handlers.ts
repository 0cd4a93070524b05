import type { Break, Delete, Emphasis, Link, Parents, Strong, Text } from 'mdast';
import remarkStringify, { type Options } from 'remark-stringify';

type Handlers = NonNullable<Options['handlers']>;
type Handle = NonNullable<Handlers[keyof Handlers]>;
type State = Parameters<Handle>[2];
type Info = Parameters<Handle>[3];

export { remarkStringify };

/** How every dialect writes what people read in an editor: without a character reference or an escape that is not needed. */
export const plainHandlers = {
  break: lineBreak,
  delete: around<Delete>('~~', 'strikethrough'),
  emphasis: around<Emphasis>('*', 'emphasis'),
  link,
  strong: around<Strong>('**', 'strong'),
  text,
};

function around<Node extends Parents>(marks: string, construct: 'emphasis' | 'strong' | 'strikethrough') {
  const handle = (node: Node, _parent: Parents | undefined, state: State, info: Info): string => {
    const exit = state.enter(construct as 'strong');
    const [mark = ''] = marks;
    const inside = state.containerPhrasing(node as never, { ...info, before: mark, after: mark });
    exit();
    return marks + inside + marks;
  };
  return Object.assign(handle, { peek: () => marks[0] ?? '' });
}

/** Two spaces end a line everywhere; a cell of a table is one line. */
function lineBreak(_node: Break, _parent: Parents | undefined, state: State): string {
  if (state.stack.includes('tableCell')) return '<br>';
  return state.stack.includes('headingAtx') ? ' ' : '  \n';
}

/** An address in a link needs no escape: what could end it is percent-encoded, as URLs may be. */
function link(node: Link, _parent: Parents | undefined, state: State, info: Info): string {
  const exit = state.enter('link');
  const label = state.containerPhrasing(node, { ...info, before: '[', after: ']' });
  exit();
  return label === node.url ? `<${node.url}>` : `[${label}](${plainAddress(node.url)})`;
}
link.peek = () => '[';

function plainAddress(url: string): string {
  return url
    .replaceAll(/[\s<>()\\]/g, (character) => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`)
    .replaceAll(/&(?=#?\w+;)/g, '&amp;');
}

/** Only what would be read as something else is escaped: `R&D` and `snake_case` are what they are. */
function text(node: Text, _parent: Parents | undefined, state: State, info: Info): string {
  const { unsafe } = state;
  state.unsafe = unsafeIn(unsafe);
  const safe = state.safe(node.value, info);
  state.unsafe = unsafe;
  return safe;
}

type Unsafe = State['unsafe'];

/** The patterns of what is escaped, with fewer of `&` and `_`; made once for all the texts of a post. */
function unsafeIn(all: Unsafe): Unsafe {
  const known = fewer.get(all) ?? [
    ...all.filter(({ character }) => character !== '&' && character !== '_'),
    ...meaningful,
  ];
  fewer.set(all, known);
  return known;
}

const fewer = new WeakMap<Unsafe, Unsafe>();

const meaningful: Unsafe = [
  { character: '&', after: '#?\\w+;', inConstruct: 'phrasing' },
  { character: '_', before: '(?:^|[^0-9A-Za-z])', inConstruct: 'phrasing' },
  { character: '_', after: '(?:$|[^0-9A-Za-z])', inConstruct: 'phrasing' },
];
