import { loadFolder } from '../foundation/load-folder.ts';
import type { Card } from './card.ts';

/** The cards of this wing, by the kind of page they are for. */
export async function loadCards(): Promise<(kind: string) => Card> {
  const cards = await loadFolder<Card>(new URL('./cards/', import.meta.url));
  return (kind) => {
    const card = cards.get(kind) ?? cards.get('page');
    if (card === undefined) throw new Error('cards/page.ts is gone; it stands in for every kind');
    return card;
  };
}
