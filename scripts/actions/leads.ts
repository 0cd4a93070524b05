import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { table } from 'table';
import {
  formatMoney,
  isoDay,
  type Money,
  mainLanguage,
  moneyForm,
  type Offer,
  Problem,
  parseMoney,
  suggest,
} from '#domain';
import site from '#site';
import {
  exportPerson,
  forgetPerson,
  type Lead,
  leadByHand,
  leadSchema,
  leadStates,
  recordTotal,
  type Store,
  spreadRetainer,
  sumOf,
  wordsFor,
} from '../../integrations/attribution/index.ts';
import type { Content } from '../../integrations/content/index.ts';
import { soundContent } from '../content.ts';
import { withStore as openFor } from '../open-store.ts';
import { printable, printableJson } from '../printable.ts';
import { readDay, today } from '../typed-day.ts';

/** As the report: in the site's first language. */
const lang = mainLanguage(site);
const words = wordsFor(lang);

/** Lists the leads. */
export default function listLeads({ db, json }: LeadsOptions): Promise<void> {
  return withStore(db, (store) => list(store, json));
}

/** Writes down what a lead brought, in all or by month. */
export function winLead(
  id: string,
  text: string,
  { months }: { months?: string },
  command: Command,
): Promise<void> {
  const money = readMoney(text);
  return withStore(dbOf(command), (store) => win(store, id, money, months));
}

/** Moves a lead to another state. */
export function moveLead(id: string, state: string, next: NextStep, command: Command): Promise<void> {
  return withStore(dbOf(command), (store) => moveOn(store, id, state, next));
}

/** Writes down a lead that no form told of. */
export async function addLead(asked: string, options: AddOptions, command: Command): Promise<void> {
  const content = await soundContent();
  const offer = knownOffer(asked, content);
  const { name, email, message, channel, on = today() } = options;
  const person = leadSchema.omit({ message: true }).safeParse({ name, email });
  if (!person.success) {
    const wrong = person.error.issues.map(({ path }) => `--${path[0] === 'name' ? 'name' : 'email'}`);
    throw new Problem(`this does not fit: ${wrong.join(', ')}`, {
      hint: 'Give a name and an e-mail address.',
    });
  }
  const post = options.post === undefined ? undefined : knownPost(options.post, content);
  const worth = options.worth === undefined ? undefined : readMoney(options.worth);
  const heard = { ...person.data, message, channel, post, worth, at: readDay(on) };
  await openFor({ asked: dbOf(command), content }, async (store) => {
    const lead = leadByHand(heard, offer, randomUUID());
    await store.addLead(lead);
    console.log(words.leadKept(called(name, lead.conversion.id), asked));
  });
}

/** Prints all that is kept about one e-mail address. */
export function exportLeads(email: string, _options: unknown, command: Command): Promise<void> {
  return withStore(dbOf(command), async (store) => {
    const found = await exportPerson(store, email);
    if (found.leads.length + found.subscribers.length === 0) throw nobody(email);
    console.log(printableJson(found));
  });
}

/** Writes something down about a lead. */
export function noteLead(id: string, text: string, _options: unknown, command: Command): Promise<void> {
  return withStore(dbOf(command), async (store) => {
    const { conversion } = onlyLead(await store.leads(), id);
    await store.changeLead(conversion.id, { id: randomUUID(), at: Date.now(), note: text });
  });
}

/** Deletes who a lead was. */
export function forgetLead(id: string, _options: unknown, command: Command): Promise<void> {
  return withStore(dbOf(command), (store) => (id.includes('@') ? eraseAll(store, id) : erase(store, id)));
}

function dbOf(command: Command): string | undefined {
  return command.optsWithGlobals<LeadsOptions>().db;
}

async function list(store: Store, asJson = false): Promise<void> {
  const found = await store.leads();
  const told = await Promise.all(
    found.map(async (lead) => ({ lead, earned: sumOf(await store.entriesOf(lead.conversion.id)) })),
  );
  if (asJson) console.log(printableJson({ leads: told.map(asRecord) }));
  else if (found.length === 0) console.log(words.noLeads);
  else console.log(renderLeads(told));
}

/** One lead as `--json` prints it; nobody has to know the conversion behind it. */
function asRecord({ lead: { conversion, ...person }, earned }: ToldLead): object {
  const { id, at, offer } = conversion;
  return { id, at, offer, ...person, earned };
}

function renderLeads(told: readonly ToldLead[]): string {
  const { id, day, offer, name, email, message, state, brought } = words;
  const head = [id, day, offer, name, email, message, state, brought];
  const rows = told.map(({ lead, earned }) => [
    lead.conversion.id.slice(0, 8),
    isoDay(lead.conversion.at, site.timeZone),
    lead.conversion.offer,
    printable(lead.name),
    printable(lead.email),
    printable(lead.message),
    words.states[lead.state],
    show(earned),
  ]);
  return table([head, ...rows], { columns: { 5: { width: 40, wrapWord: true } } }).trimEnd();
}

function readMoney(text: string): Money {
  const money = parseMoney(text);
  if (money !== null) return money;
  throw new Problem(`“${text}” is not money`, { hint: `Write ${moneyForm(text)}` });
}

async function win(store: Store, start: string, money: Money, months: string | undefined): Promise<void> {
  const { conversion, name } = onlyLead(await store.leads(), start);
  const at = Date.now();
  if (months === undefined) await recordTotal(store, conversion, money, at);
  else
    await spreadRetainer(store, conversion, {
      money,
      months: readMonths(months),
      at,
      timeZone: site.timeZone,
    });
  await store.changeLead(conversion.id, { id: randomUUID(), at, state: 'won' });
  console.log(
    words.hasBrought(called(name, conversion.id), show(sumOf(await store.entriesOf(conversion.id)))),
  );
}

function readMonths(text: string): number {
  if (/^([1-9]|[1-9]\d)$/.test(text)) return Number(text);
  throw new Problem(`“${text}” is not a number of months`, { hint: 'Write a whole number from 1 to 99.' });
}

async function moveOn(
  store: Store,
  start: string,
  asked: string,
  { next, on, worth: told }: NextStep,
): Promise<void> {
  const state = leadStates.find((known) => known === asked);
  if (state === undefined) {
    throw new Problem(`a lead cannot be “${asked}”`, { hint: suggest(asked, leadStates) });
  }
  if (on !== undefined && Number.isNaN(Date.parse(`${on}T00:00:00Z`))) {
    throw new Problem(`“${on}” is not a day`, { hint: 'Write it like 2026-12-01.' });
  }
  const { conversion, name } = onlyLead(await store.leads(), start);
  const worth = told === undefined ? undefined : readMoney(told);
  const change = { id: randomUUID(), at: Date.now(), state, nextStep: next, nextDay: on, worth };
  await store.changeLead(conversion.id, change);
  console.log(words.moved(called(name, conversion.id), words.states[state]));
}

async function erase(store: Store, start: string): Promise<void> {
  const { conversion } = onlyLead(await store.leads(), start);
  await store.forgetLead(conversion.id);
  const day = isoDay(conversion.at, site.timeZone);
  console.log(words.forgotten(conversion.id.slice(0, 8), day));
}

async function eraseAll(store: Store, email: string): Promise<void> {
  const count = await forgetPerson(store, email);
  if (count === 0) throw nobody(email);
  console.log(words.forgottenAll(printable(email), count));
}

function nobody(email: string): Problem {
  return new Problem(`nothing is kept about ${printable(email)}`, {
    hint: '`npx byline leads` lists the leads.',
  });
}

function knownOffer(asked: string, { offers }: Content): Offer {
  const all = offers.map(({ noun }) => noun);
  const offer = all.find(({ id }) => id === asked);
  if (offer !== undefined) return offer;
  throw new Problem(`there is no offer “${asked}”`, {
    hint: suggest(asked, [...new Set(all.map(({ id }) => id))]),
  });
}

function knownPost(asked: string, { posts }: Content): string {
  const ids = [...new Set(posts.map(({ noun }) => noun.id))];
  if (ids.includes(asked)) return asked;
  throw new Problem(`there is no post “${asked}”`, { hint: suggest(asked, ids) });
}

function onlyLead(found: readonly Lead[], start: string): Lead {
  const [lead, another] = found.filter(({ conversion }) => conversion.id.startsWith(start));
  if (lead !== undefined && another === undefined) return lead;
  throw new Problem(
    `${lead === undefined ? 'no lead has' : 'several leads have'} an id that begins with “${start}”`,
    {
      hint: '`npx byline leads` lists them.',
    },
  );
}

async function withStore(asked: string | undefined, work: (store: Store) => Promise<void>): Promise<void> {
  await openFor({ asked, content: await soundContent() }, work);
}

function called(name: string, id: string): string {
  return `${printable(name)} (${id.slice(0, 8)})`;
}

function show(moneys: readonly Money[]): string {
  return moneys.map((money) => formatMoney(money, lang)).join(' + ') || '–';
}

interface ToldLead {
  readonly lead: Lead;
  readonly earned: readonly Money[];
}

interface NextStep {
  readonly next?: string;
  readonly on?: string;
  readonly worth?: string;
}

interface AddOptions {
  readonly name: string;
  readonly email: string;
  readonly message: string;
  readonly worth?: string;
  readonly channel?: string;
  readonly post?: string;
  readonly on?: string;
}

interface LeadsOptions {
  readonly db?: string;
  readonly json?: boolean;
}
