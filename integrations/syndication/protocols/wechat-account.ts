import { z } from 'zod';
import type { Fitted, Server, Upload } from '../platform.ts';
import { addressOf, type WeChat } from './wechat-box.ts';

/** Asked again, WeChat gives the same token until that ends; so nothing else that logs in is thrown out. */
export async function logIn({ send, url, secrets, now }: Server<'appId' | 'appSecret'>) {
  const body = { grant_type: 'client_credential', appid: secrets.appId, secret: secrets.appSecret };
  const address = `${url}/cgi-bin/stable_token`;
  const token = tokenSchema.parse(await send.json({ method: 'POST', url: address, body, writes: false }));
  return { session: token.access_token, until: now() + (token.expires_in - MARGIN_SECONDS) * 1000 };
}

/** A picture of the text gets an address that articles may show; a cover goes into the 素材库, and gets an id. */
export async function upload({ name, type, bytes, use }: Fitted, to: WeChat): Promise<Upload> {
  const parts = new FormData();
  parts.append('media', new Blob([bytes], { type }), name);
  const isCover = use === 'cover';
  const url = isCover
    ? `${addressOf(to, '/material/add_material')}&type=image`
    : addressOf(to, '/media/uploadimg');
  const made = await to.send.form({ method: 'POST', url, parts, writes: false });
  const { media_id: id, url: shown } = uploadSchema.parse(made);
  return { id, url: shown };
}

/** A token is not used in its last minutes. */
const MARGIN_SECONDS = 300;

const tokenSchema = z.object({ access_token: z.string().min(1), expires_in: z.number() });
const uploadSchema = z.object({ media_id: z.string().optional(), url: z.url().optional() });
