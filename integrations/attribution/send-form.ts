import type { Beacon } from './beacon.ts';

/** Takes over the lead forms of the page, each once. */
export function takeOver(beacon: Beacon): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-lead]')) {
    if (!form.onsubmit) sendHere(form, beacon);
  }
}

/**
 * Sends a form without leaving the page, from now on; its texts are its own (`data-sent`, `data-failed`) or
 * the collector's. Tells when a reader begins to fill it in.
 */
function sendHere(form: HTMLFormElement, { settings: { collector }, send, journey, remember }: Beacon): void {
  const offerOf = () => String(new FormData(form).get('offer'));
  let ticket: Ticket | undefined | Promise<Ticket | undefined> = askTicket(collector).catch(() => undefined);
  form.addEventListener('input', () => send({ type: 'start', offer: offerOf() }), { once: true });

  const post = async (): Promise<Answer> => {
    const held = (await ticket) ?? (await askTicket(collector));
    ticket = held;
    await new Promise((resolve) => setTimeout(resolve, held.ready - performance.now()));
    const body = new FormData(form);
    body.set('token', held.token);
    body.set('journey', JSON.stringify(journey()));
    const headers = { Accept: 'application/json' };
    const answer = await ask(`${collector}/api/leads`, { method: 'POST', body, headers });
    // Kept until the collector is done with it: sent again because an answer was lost, a form is one lead.
    if (answer.ok || answer.error === 'token') ticket = undefined;
    return answer;
  };

  form.onsubmit = async (event) => {
    event.preventDefault();
    if (form.ariaBusy === 'true') return;
    form.ariaBusy = 'true';
    tell(form);
    try {
      const first = await post();
      // A tab left open for a day has a token that is too old.
      const { ok, message, fields } = first.error === 'token' ? await post() : first;
      if (ok) {
        remember(0, 0, offerOf());
        form.reset();
      } else {
        // A browser may have filled in the field that has to stay empty; what the person wrote stays.
        for (const field of form.querySelectorAll<HTMLInputElement>('[name=blank]')) field.value = '';
      }
      tell(form, ok ? form.dataset['sent'] : (message ?? form.dataset['failed']), fields);
    } catch {
      tell(form, form.dataset['failed']);
    }
    form.ariaBusy = 'false';
  };
}

/** Says it where it is read out, ties it to the fields it is about, and goes to the first of them. */
function tell(form: HTMLFormElement, text = '', fields: Answer['fields'] = {}): void {
  const status = form.querySelector('[role=status]');
  if (!status) return;
  status.textContent = text;
  for (const field of form.querySelectorAll<HTMLInputElement>('[name]')) {
    const isWrong = field.name in fields;
    field.ariaInvalid = String(isWrong);
    if (isWrong) field.setAttribute('aria-describedby', status.id);
  }
  form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
}

/** A token, and when by this page's clock it is old enough. */
async function askTicket(collector: string): Promise<Ticket> {
  const { token, wait } = await ask(`${collector}/api/form-token`);
  return { token, ready: performance.now() + wait };
}

/** A collector that takes the request and never answers counts as one that cannot be reached. */
async function ask(address: string, request?: RequestInit) {
  const limit = new AbortController();
  setTimeout(() => limit.abort(), PATIENCE);
  return (await fetch(address, { ...request, signal: limit.signal })).json();
}

/** Milliseconds. */
const PATIENCE = 20_000;

interface Ticket {
  readonly token: string;
  readonly ready: number;
}

interface Answer {
  readonly ok?: boolean;
  readonly error?: string;
  /** Why it was not taken, for a person. */
  readonly message?: string;
  /** Field → what is wrong with it. */
  readonly fields?: Readonly<Record<string, string>>;
}
