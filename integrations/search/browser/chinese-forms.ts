import { CustomConverter } from 'opencc-js/core';
import toTraditional from 'opencc-js/dict/STCharacters';
import toSimplified from 'opencc-js/dict/TSCharacters';

/**
 * The ways to write a query: as it is, in Simplified and in Traditional Chinese. Each way is there once, so a query
 * without Chinese has one.
 *
 * @example formsOf('請求超时') // ['請求超时', '请求超时', '請求超時']
 */
export function formsOf(query: string): readonly string[] {
  return [...new Set([query, simplify(query), traditionalise(query)])];
}

const simplify = CustomConverter(toSimplified);
const traditionalise = CustomConverter(toTraditional);
