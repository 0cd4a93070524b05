import { z } from 'zod';
import { currencySchema, type Money, minorDigits } from './money.ts';

const FORM = 'money with its currency, such as “1999.00 CNY”';

/**
 * Reads money as an author writes it: `1999.00 CNY`, `CNY 1999` or `1,999 CNY`. A point stands before decimals,
 * and commas stand between groups of three digits. Text in any other form is not money: `49,90 EUR` would be
 * €49.90 in one country and €4,990 in another.
 *
 * @returns null when the text is not money
 */
export function parseMoney(text: string): Money | null {
  const { code = '', number = '' } = split(text);
  const [, whole, fraction = ''] = AMOUNT.exec(number) ?? [];
  if (whole === undefined || !isCurrency(code)) return null;
  const digits = minorDigits(code);
  if (fraction.length > digits || isUnclear(number, code)) return null;
  const amount = Number(whole.replaceAll(',', '') + fraction.padEnd(digits, '0'));
  return Number.isSafeInteger(amount) ? { amount, currency: code } : null;
}

/**
 * Says how money is written, for text that `parseMoney` refuses.
 *
 * @example moneyForm('49,90 EUR') // 'money with its currency, such as “1999.00 CNY”; did you mean “49.90 EUR”?'
 */
export function moneyForm(text: string): string {
  const meant = likelyMoney(text);
  if (meant !== undefined) return `${FORM}; did you mean “${meant}”?`;
  const { code = '', number = '' } = split(text);
  const decimals = /^[\d,]+\.(\d+)$/.exec(number)?.[1]?.length ?? 0;
  if (isCurrency(code) && decimals > minorDigits(code)) return `${FORM}; ${decimalsOf(code)}`;
  if (!number.includes(',')) return FORM;
  const commas = `${FORM}; a comma stands only between groups of three digits`;
  return isCurrency(code) && isUnclear(number, code) ? `${commas}, and ${code} has three decimals` : commas;
}

/** Money in front matter and settings, written `1999.00 CNY`. */
export const moneySchema = z
  .string({ error: `expected ${moneyForm('')}` })
  .transform((text, context): Money => {
    const money = parseMoney(text);
    if (money !== null) return money;
    context.addIssue({ code: 'custom', message: `expected ${moneyForm(text)}`, input: text });
    return z.NEVER;
  });

/** `1999.5`, or `1,999.5` with every comma before three digits and no zero in front. */
const AMOUNT = /^(\d+|[1-9]\d{0,2}(?:,\d{3})+)(?:\.(\d+))?$/;

/** `1,500 KWD`: the three digits after the comma may be the three decimals that the currency has. */
function isUnclear(number: string, code: string): boolean {
  return minorDigits(code) === 3 && /^\d+,\d{3}$/.test(number);
}

/** The currency and the number of a text that has one of each, in either order. */
function split(text: string): { readonly code?: string; readonly number?: string } {
  const trimmed = text.trim();
  const found = /^(?<code>[A-Z]{3})\s+(?<number>\S+)$/.exec(trimmed);
  return (found ?? /^(?<number>\S+)\s+(?<code>[A-Z]{3})$/.exec(trimmed))?.groups ?? {};
}

function isCurrency(code: string): boolean {
  return currencySchema.safeParse(code).success;
}

function decimalsOf(code: string): string {
  const digits = minorDigits(code);
  return digits === 0 ? `${code} has no decimals` : `${code} has at most ${digits} decimals`;
}

/**
 * What was probably meant by a number in another country's form: `1.999,00 EUR`, `１９９９ CNY` or `49,90 eur`.
 * Undefined where it is not certain which digits are decimals.
 */
function likelyMoney(text: string): string | undefined {
  const plain = text
    .normalize('NFKC')
    .replaceAll(/\p{Sc}/gu, '')
    .trim();
  const found = /^([a-z]{3})?\s*(\d[\d.,' ]*)\s*([a-z]{3})?$/i.exec(plain);
  const code = (found?.[1] ?? found?.[3] ?? '').toUpperCase();
  const [, whole, fraction] =
    /^([1-9]\d{0,2}(?:[.,' ]\d{3})+|\d+)(?:[.,](\d{1,2}))?$/.exec(found?.[2]?.trim() ?? '') ?? [];
  if (whole === undefined || !isCurrency(code) || isUnclear(whole, code)) return undefined;
  const meant = `${whole.replaceAll(/\D/g, '')}${fraction === undefined ? '' : `.${fraction}`} ${code}`;
  return parseMoney(meant) === null ? undefined : meant;
}
