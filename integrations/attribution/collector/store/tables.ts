import type { ConversionKind, EntryKind, JourneyGap, Millis, Proof } from '#domain';
import type { LeadState } from './types.ts';

/**
 * The tables, in types SQLite and PostgreSQL share: text, and bigint milliseconds. No table has an id, an
 * address or a user agent of a reader. A `day` is a calendar day of the site's zone, `2026-11-01`.
 */
export interface Tables {
  daily: DailyRow;
  hop: HopRow;
  seen: SeenRow;
  conversion: ConversionRow;
  step: StepRow;
  entry: EntryRow;
  /** Personal data that a person sent by form, apart from what readers read. */
  lead: LeadRow;
  lead_note: LeadNoteRow;
  delivery: DeliveryRow;
  report_link: ReportLinkRow;
  dropped: DroppedRow;
  session: SessionRow;
  meta: MetaRow;
  /** Addresses of people who subscribed, apart from what anybody reads. */
  subscriber: SubscriberRow;
}

/** How often something happened on a day. Text that does not apply is empty. */
export interface DailyRow {
  day: string;
  /** One of `countKinds`. */
  kind: string;
  post: string;
  /** The raw source of an arrival, empty where a page of the site led on; where a link away or to a file leads. */
  source: string;
  offer: string;
  /** The part of the count; collectors that count at the same time add to different parts. */
  shard: number;
  n: number;
  /** Views that the browser said were its first of the day. */
  first_today: number;
  first_this_month: number;
  first_of_post: number;
}

/** How often an arrival by one source was followed by one from another. */
export interface HopRow {
  day: string;
  /** Empty where the path begins. */
  from_source: string;
  to_source: string;
  shard: number;
  n: number;
}

/** Ids of events of the last two days, so that a replay counts once. */
interface SeenRow {
  id: string;
  at: Millis;
}

export interface ConversionRow {
  id: string;
  at: Millis;
  day: string;
  offer: string;
  kind: ConversionKind;
  proof: Proof;
  worth_amount: number | null;
  worth_currency: string | null;
  /** Why its journey is not known; null where it is. */
  gap: JourneyGap | null;
}

/** One step of the journey before a conversion. */
export interface StepRow {
  conversion: string;
  /** Its place in the list, from 0. */
  place: number;
  list: 'arrival' | 'read';
  at: Millis;
  key: string;
}

/** A signed amount of money; rows are added and never changed. */
export interface EntryRow {
  conversion: string | null;
  offer: string;
  at: Millis;
  day: string;
  amount: number;
  currency: string;
  /** What one unit of the currency was in the site's; null where that was not given. */
  rate: number | null;
  kind: EntryKind;
  source: string;
  external_id: string;
}

export interface LeadRow {
  /** The conversion's id. */
  conversion: string;
  name: string;
  email: string;
  message: string;
  state: LeadState;
  next_step: string | null;
  /** `2026-12-01` */
  next_day: string | null;
}

interface LeadNoteRow {
  id: string;
  conversion: string;
  at: Millis;
  /** The state the lead went into; null for a note alone. */
  state: LeadState | null;
  text: string;
}

/** Messages of shops that were taken already. */
interface DeliveryRow {
  shop: string;
  id: string;
  at: Millis;
}

/** A secret address that shows the report on one offer. */
interface ReportLinkRow {
  key: string;
  offer: string;
  at: Millis;
}

interface DroppedRow {
  day: string;
  reason: string;
  times: number;
}

/** A browser that the owner is signed in with. */
interface SessionRow {
  /** A hash of the cookie's token, so that reading the database opens no session. */
  id: string;
  at: Millis;
  expires: Millis;
}

/** A fact about the database itself. */
interface MetaRow {
  name: string;
  value: string;
}

/** Somebody who subscribed, or was asked whether they want to. */
interface SubscriberRow {
  /** Known to the owner of the mailbox alone: it confirms, and unsubscribes. */
  id: string;
  /** In small letters. */
  email: string;
  lang: string;
  /** When they were last asked to confirm. */
  asked: Millis;
  /** Null until they did. */
  confirmed: Millis | null;
}
