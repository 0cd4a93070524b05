import type { Conversion, Entry, Millis, Money } from '#domain';

/** `replay`: that id was there already, and nothing was changed. */
export type Kept = 'stored' | 'replay';

/** `spent`: the id belongs to another lead. */
export type Taken = Kept | 'spent';

/** Moments from `from` on and before `to`. */
export interface Period {
  readonly from: Millis;
  readonly to: Millis;
}

/**
 * What is counted: a view of a page, a post read to its end; an offer seen or clicked, its form begun; a file of the
 * site asked for, a link away followed.
 */
export const countKinds = ['view', 'read', 'seen', 'click', 'start', 'file', 'out'] as const;
export type CountKind = (typeof countKinds)[number];

/** An event to count. */
export interface Count {
  /** The event's own id; the same twice counts once. */
  readonly id: string;
  readonly at: Millis;
  readonly kind: CountKind;
  readonly post: string | null;
  /**
   * The raw source of an arrival, null where a page of the site led on; of a link away the host it leads to, of a
   * file its path.
   */
  readonly source: string | null;
  readonly offer: string | null;
  /** Whether the browser says that it is its first view of the day; of the month; of the post. @default false */
  readonly firstToday?: boolean;
  readonly firstThisMonth?: boolean;
  readonly firstOfPost?: boolean;
  /** The arrival before this one, null where there was none. */
  readonly hop?: { readonly from: string | null; readonly to: string };
}

/** Where a lead stands. `spam` is no lead at all and is left out of reports. */
export const leadStates = ['new', 'contacted', 'proposal', 'won', 'lost', 'spam'] as const;
export type LeadState = (typeof leadStates)[number];

/** A person who wrote by form. */
export interface Lead {
  readonly conversion: Conversion;
  readonly name: string;
  readonly email: string;
  readonly message: string;
  readonly state: LeadState;
  /** What to do next. */
  readonly nextStep: string | null;
  /** When to do it, `2026-12-01`. */
  readonly nextDay: string | null;
}

/** What changes on a lead; what is absent stays. */
export interface LeadChange {
  /** Of the change itself, so that it is made once. */
  readonly id: string;
  readonly at: Millis;
  readonly state?: LeadState | undefined;
  readonly nextStep?: string | null | undefined;
  readonly nextDay?: string | null | undefined;
  readonly note?: string | undefined;
  /** What it may bring. */
  readonly worth?: Money | undefined;
}

/** What was written down about a lead. */
export interface LeadNote {
  readonly conversion: string;
  readonly at: Millis;
  readonly state: LeadState | null;
  readonly text: string;
}

/** A message of a shop: what was bought or given back. */
export interface Sale {
  readonly conversion?: Conversion | undefined;
  readonly entries: readonly Entry[];
  /** The message's own id, so that it counts once however often it is sent. */
  readonly delivery?: { readonly shop: string; readonly id: string; readonly at: Millis } | undefined;
}

/** A browser that the owner is signed in with. */
export interface Session {
  /** A hash of the token that the browser has. */
  readonly id: string;
  readonly at: Millis;
  readonly expires: Millis;
}

export interface Drop {
  readonly reason: string;
  readonly times: number;
}

/** Somebody who confirmed that they want to be written to. */
export interface Subscriber {
  /** Unsubscribes them; only they and the owner know it. */
  readonly id: string;
  readonly address: string;
  /** The language they subscribed in. */
  readonly lang: string;
  readonly since: Millis;
}

/** Somebody whose address was written into the form. */
export interface Asking {
  /** By which they are asked, where they are not known yet. */
  readonly id: string;
  readonly address: string;
  readonly lang: string;
  readonly at: Millis;
}

/** A read-only report on one offer. The key gives access until the owner takes it back. */
export interface ReportLink {
  /** At the end of its address. */
  readonly key: string;
  readonly offer: string;
  readonly at: Millis;
}
