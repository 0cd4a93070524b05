import type { Conversion, Entry, Millis, Offer } from '#domain';
import type { Lead, LeadNote, Store, Subscriber } from './collector/store.ts';

/** Everything the database has about one e-mail address, to hand to the person who asks for it. */
export interface PersonExport {
  readonly email: string;
  readonly leads: readonly (Omit<Lead, 'conversion'> & {
    readonly conversion: Conversion;
    readonly notes: readonly Omit<LeadNote, 'conversion'>[];
    readonly money: readonly Entry[];
  })[];
  /** Their place on the list of subscribers, where they have one. */
  readonly subscribers: readonly Subscriber[];
}

/** What the database has about an e-mail address, whatever the case of its letters; empty lists where there is nothing. */
export async function exportPerson(
  store: Pick<Store, 'leads' | 'leadNotes' | 'entriesOf' | 'subscribers'>,
  email: string,
): Promise<PersonExport> {
  const [found, notes] = [await leadsOf(store, email), await store.leadNotes()];
  const leads = await Promise.all(
    found.map(async (lead) => {
      const { id } = lead.conversion;
      const own = notes.filter(({ conversion }) => conversion === id);
      return {
        ...lead,
        notes: own.map(({ conversion: _, ...note }) => note),
        money: await store.entriesOf(id),
      };
    }),
  );
  return { email, leads, subscribers: await subscribersOf(store, email) };
}

/**
 * Deletes everything about an e-mail address; the conversions stay, without anybody's name.
 *
 * @returns how many leads and subscriptions there were
 */
export async function forgetPerson(
  store: Pick<Store, 'leads' | 'forgetLead' | 'subscribers' | 'forgetSubscriber'>,
  email: string,
): Promise<number> {
  const found = await leadsOf(store, email);
  for (const { conversion } of found) await store.forgetLead(conversion.id);
  const subscribed = await subscribersOf(store, email);
  for (const { id } of subscribed) await store.forgetSubscriber(id);
  return found.length + subscribed.length;
}

/** Two spellings of one address. */
export function isSamePerson(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

/** A lead that came by mail, by phone or over a coffee. What the owner knows of its way is its journey. */
export function leadByHand(
  { name, email, message, channel, post, worth, at }: HeardOf,
  offer: Pick<Offer, 'id' | 'worth'>,
  id: string,
): Lead {
  const arrivals = channel === undefined ? [] : [{ at, key: channel }];
  const reads = post === undefined ? [] : [{ at, key: post }];
  const gap = arrivals.length + reads.length === 0 ? ('by-hand' as const) : null;
  const conversion: Conversion = {
    ...{ id, at, offer: offer.id, kind: 'lead', proof: 'recorded' },
    worth: worth ?? offer.worth ?? null,
    journey: { arrivals, reads, gap },
  };
  return { conversion, name, email, message, state: 'new', nextStep: null, nextDay: null };
}

async function subscribersOf(store: Pick<Store, 'subscribers'>, email: string): Promise<Subscriber[]> {
  return (await store.subscribers()).filter(({ address }) => isSamePerson(address, email));
}

async function leadsOf(store: Pick<Store, 'leads'>, email: string): Promise<Lead[]> {
  return (await store.leads()).filter((lead) => isSamePerson(lead.email, email));
}

export interface HeardOf extends Pick<Lead, 'name' | 'email' | 'message'> {
  readonly at: Millis;
  /** A channel of the site's or a source, where the owner knows it. */
  readonly channel?: string | undefined;
  /** The post that led to it, where the owner knows it. */
  readonly post?: string | undefined;
  readonly worth?: Conversion['worth'] | undefined;
}
