import { z } from 'zod';
import { textSchema } from './language.ts';
import type { SitePath } from './site-path.ts';

/** A picture in `public/`, as a page names it: `/avatar.jpg`. */
export const picturePathSchema = z
  .string()
  .regex(/^\/(?!.*\.\.).+\.(?:jpe?g|png|webp|avif)$/, { error: 'expected a path such as /avatar.jpg' })
  .transform((path): SitePath => `/${path.slice(1)}`);

/** How readers reach the author, beside mail. */
export const contactSchema = z.strictObject({
  /** Your WeChat account. It is shown wherever your mail address is. */
  wechat: z
    .strictObject({
      id: z.string().trim().min(1),
      /** The picture of your QR code, a path below `public/`: `/wechat.png`. @default no picture */
      qr: picturePathSchema.optional(),
    })
    .optional(),
  /** When you answer, as a sentence: “I answer within two working days.” @default the site promises nothing */
  replies: textSchema.optional(),
});

/** The numbers that a site served from mainland China has to show at its foot. */
export const icpSchema = z.strictObject({
  /** The ICP number of the site: `京ICP备12345678号-1`. It links to beian.miit.gov.cn. */
  number: z
    .string()
    .regex(/ICP[备证]\s*\d+\s*号/, { error: 'expected a number such as 京ICP备12345678号-1' }),
  /** The police number: `京公网安备11010502030143号`. It links to its record at beian.mps.gov.cn. */
  police: z
    .string()
    .regex(/公网安备\s*\d{14}\s*号/, { error: 'expected a number such as 京公网安备11010502030143号' })
    .optional(),
});

/** The ministry's site of ICP numbers. */
export const icpAddress = 'https://beian.miit.gov.cn/';

/** The address of a number in the records of the police: the digits of the number are the code. */
export function policeAddress(number: string): string {
  return `https://beian.mps.gov.cn/#/query/webSearch?code=${/\d{14}/.exec(number)?.[0] ?? ''}`;
}
