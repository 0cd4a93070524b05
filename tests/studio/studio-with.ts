import { type Context, Hono } from 'hono';
import { slowGuesses } from '../../integrations/attribution/slow-guesses.ts';
import { hashPassword, signIn } from '../../integrations/studio/index.ts';

/** Hashed at next to no cost, so that the tests are quick. */
export const hashOf = (password: string) => hashPassword(password, { N: 16, r: 1, p: 1 });

const PASSWORD = await hashOf('open sesame');

/** A Studio of one page behind its door, with sessions in a map. */
export function studioWith({
  clock,
  kept,
  password = PASSWORD,
  base = '/studio',
  page = plainPage,
}: Stand): Hono {
  const now = () => clock.now;
  const { door, wing } = signIn({
    ...{ password, base, now, secret: 'a secret of this test', home: '/', where: '.byline/studio-password' },
    site: { title: { zh: '测试站', en: 'Fixture' }, languages: ['zh', 'en'] },
    guesses: slowGuesses({ now, trustedProxies: 1 }),
    sessions: {
      addSession: async (session) => void kept.set(session.id, session),
      session: async (id) => ((kept.get(id)?.expires ?? 0) > clock.now ? kept.get(id) : undefined),
      endSession: async (id) => void kept.delete(id),
      endSessions: async () => kept.clear(),
    },
  });
  const studio = new Hono().route('/', door).route('/', wing.routes(wing.entries));
  studio.all('*', page);
  return new Hono().route(base, studio);
}

const plainPage = (context: Context) => context.text('for the owner');

interface Stand {
  readonly clock: { now: number };
  /** Sessions as the database keeps them. */
  readonly kept: Map<string, { expires: number }>;
  /** Or its hash. @default that of “open sesame” */
  readonly password?: string;
  readonly base?: string;
  readonly page?: (context: Context) => Response | Promise<Response>;
}
