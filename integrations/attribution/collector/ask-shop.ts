import type { ShopRequest } from '../shop.ts';

/** How long a shop may take to answer, in milliseconds. It waits 5 seconds itself for the answer to its message. */
const PATIENCE = 3_500;

/**
 * Asks a shop by HTTP and resolves to the JSON of its answer.
 *
 * @throws where there is no connection, no answer in time, or an answer that is not JSON
 */
export async function askShop({ url, headers, body }: ShopRequest, patience = PATIENCE): Promise<unknown> {
  const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const answer = await fetch(url, {
    ...sent,
    headers: { Accept: 'application/json', ...(body && { 'Content-Type': 'application/json' }), ...headers },
    // A key in the headers goes to nobody else.
    redirect: 'error',
    signal: AbortSignal.timeout(patience),
  });
  return answer.json();
}
