import type { Copy, StandIn } from '../syndication/stand-in.ts';
import type { Listening } from './listen.ts';

/** The posts of a stand-in, and what its author does to them behind the engine's back. */
export class Shelf<More extends object = object> {
  items: Kept<More>[] = [];
  #lastId = 0;
  #isLimited = false;

  add(item: Omit<Kept<More>, 'id' | 'isLive'> & { isLive?: boolean; id?: string }): Kept<More> {
    this.#lastId += 1;
    const kept = { isLive: true, id: String(this.#lastId), ...item } as Kept<More>;
    this.items.push(kept);
    return kept;
  }

  find(id: string | undefined): Kept<More> | undefined {
    return this.items.find((item) => item.id === id);
  }

  remove(id: string | undefined): void {
    this.items = this.items.filter((item) => item.id !== id);
  }

  /** Whether this write is to be told to wait; once. */
  takesLimit(): boolean {
    const was = this.#isLimited;
    this.#isLimited = false;
    return was;
  }

  standIn({ close }: Pick<Listening, 'close'>, facts: Facts): StandIn {
    return {
      copies: () => this.items.filter(({ isLive }) => isLive).map(copyOf),
      remove: (id) => this.remove(id),
      edit: (id, body) => {
        const item = this.find(id);
        if (item !== undefined) item.body = body;
      },
      limit: () => {
        this.#isLimited = true;
      },
      close,
      ...facts,
    };
  }

  /** For platforms with drafts. */
  readonly takeBack = (id: string): void => {
    const item = this.find(id);
    if (item !== undefined) item.isLive = false;
  };

  /** For platforms on which a program makes drafts. */
  readonly drafts = (): Copy[] => this.items.filter(({ isLive }) => !isLive).map(copyOf);

  /** For platforms on which a program makes drafts. */
  readonly release = (id: string): void => {
    const item = this.find(id);
    if (item !== undefined) item.isLive = true;
  };
}

function copyOf({ id, title, body, slug }: Kept<object>): Copy {
  return { id, body, slug, ...(title === undefined ? {} : { title }) };
}

export type Kept<More> = More & {
  readonly id: string;
  title?: string;
  body: string;
  isLive: boolean;
  slug?: string | undefined;
};

type Facts = Pick<StandIn, 'url' | 'account' | 'secrets'> & Partial<StandIn>;
