import type { Response as UndiciResponse } from 'undici';
import { Failure } from '../failure.ts';
import { UNREACHED } from './classify.ts';

/**
 * A `fetch` whose requests all go through one HTTP proxy, by CONNECT, so that the proxy reads nothing of what goes to a
 * server with HTTPS. Node's own `fetch` takes no agent of another version of undici, so undici's is used with it.
 *
 * It throws a {@link Failure} where the proxy is to blame, and nothing was sent to the server.
 *
 * @example createSend(secrets, { proxy: { url: 'http://proxy.example:3128', login: undefined, loginVariable: 'GZH_PROXY_LOGIN' } })
 */
export function throughProxy(proxy: HttpProxy): typeof globalThis.fetch {
  let opened: ReturnType<typeof openAgent> | undefined;
  return async (input, init) => {
    opened ??= openAgent(proxy);
    const { reach, dispatcher } = await opened;
    const request = new Request(input, init);
    const { method, headers, redirect, signal } = request;
    const body = request.body === null ? null : await request.arrayBuffer();
    try {
      const how = { method, headers: [...headers], body, redirect, signal, dispatcher };
      return answerOf(await reach(request.url, how));
    } catch (error) {
      throw blameProxy(error, proxy) ?? error;
    }
  };
}

/** undici is loaded for a channel that has a proxy, and for no other: it is large. */
async function openAgent({ url, login }: HttpProxy) {
  const { fetch: reach, ProxyAgent } = await import('undici');
  const token = login === undefined ? {} : { token: `Basic ${Buffer.from(login).toString('base64')}` };
  return { reach, dispatcher: new ProxyAgent({ uri: url, proxyTunnel: true, ...token }) };
}

/** An answer of undici's as one of Node's; of some statuses it may have no body. */
function answerOf({ status, statusText, headers, body }: UndiciResponse): Response {
  const content = BODILESS.has(status) ? null : (body as BodyInit | null);
  return new Response(content, { status, statusText, headers: [...headers] });
}

const BODILESS = new Set([101, 204, 205, 304]);

/** What the proxy is to blame for; undefined where the way through it was open. */
function blameProxy(error: unknown, proxy: HttpProxy): Failure | undefined {
  const { host } = new URL(proxy.url);
  for (let at = error; at instanceof Error; at = at.cause) {
    const status = /^Proxy response \((\d+)\)/.exec(at.message)?.[1];
    if (status !== undefined) return refusedBy(host, Number(status), proxy);
    // Only the proxy is connected to from here, so a connection that did not come about is the proxy's.
    const code = 'code' in at ? String(at.code) : '';
    if (code === 'UND_ERR_PRX_TLS')
      return new Failure('setup', `the certificate of the proxy ${host} does not hold`);
    if (code === 'UND_ERR_PRX_CONN' || UNREACHED.has(code))
      return new Failure('later', `no connection through the proxy ${host} (${code})`, { unsent: true });
  }
  return undefined;
}

/** The proxy answered CONNECT, and does not let the request through. */
function refusedBy(host: string, status: number, { login, loginVariable }: HttpProxy): Failure {
  const what = `the proxy ${host} answered ${status}`;
  if (status === 407)
    return new Failure('setup', what, {
      hint: `${login === undefined ? 'It wants a login: set' : 'Look at'} ${loginVariable}=user:password in .env.`,
    });
  if (status < 500) return new Failure('setup', `${what}: it does not let the request through`);
  return new Failure('later', `${what}: it does not reach the server`, { unsent: true });
}

/** An HTTP proxy. */
export interface HttpProxy {
  readonly url: string;
  /** `user:password`, where it wants one and the environment has it. */
  readonly login: string | undefined;
  /** The variable of the environment that the login is read from. */
  readonly loginVariable: string;
}
