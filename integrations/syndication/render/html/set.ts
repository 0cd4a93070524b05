import type { Element, ElementContent } from 'hast';
import type { Role } from '../themes/roles.ts';

/** An element with a role, whose style the theme knows, and what only this one needs besides. */
export function set(
  role: Role,
  tagName: string,
  children: readonly ElementContent[],
  style?: string,
): Element {
  const properties = { dataRole: role, ...(style === undefined ? {} : { style }) };
  return { type: 'element', tagName, properties, children: [...children] };
}

/** A piece of text. */
export function text(value: string): ElementContent {
  return { type: 'text', value };
}
